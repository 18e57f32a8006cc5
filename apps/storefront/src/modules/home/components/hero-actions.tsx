"use client"

import { useTranslations } from "next-intl"
import { AuthOnly } from "@/components/guards/AuthOnly"
import { BusinessOnly } from "@/components/guards/BusinessOnly"
import { IndividualOnly } from "@/components/guards/IndividualOnly"
import { ButtonLink } from "@/components/ui/button"
import { APPLICATION_PATH, BUSINESS_SIGN_UP, HOME_OF_ACCOUNT, INDIVIDUAL_SIGN_UP } from "@/lib/auth/paths"
import { useBuyer } from "@/lib/hooks/use-buyer"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"

/**
 * How to begin: an account for those who have none, and what comes next for the others. An account that the shop refuses
 * has the overview, which says why.
 */
export const HeroActions = () => {
  const t = useTranslations("home.hero")
  const company = useCustomerRole()?.company_name
  const start = useBuyer() === "guest" ? <WaysIn /> : <Overview />
  return (
    <AuthOnly fallback={start} loading={start}>
      <Overview />
      <IndividualOnly fallback={null} loading={null}>
        <ButtonLink href={APPLICATION_PATH} className="px-6">
          {t("apply")}
        </ButtonLink>
      </IndividualOnly>
      <BusinessOnly fallback={null} loading={null}>
        {company && <p className="self-center text-sm text-ink-soft">{t("buyingFor", { company })}</p>}
      </BusinessOnly>
    </AuthOnly>
  )
}

const Overview = () => {
  const t = useTranslations("home.hero")
  return (
    <ButtonLink href={HOME_OF_ACCOUNT} variant="primary" className="px-6">
      {t("overview")}
    </ButtonLink>
  )
}

const WaysIn = () => {
  const t = useTranslations("home.hero")
  return (
    <>
      <ButtonLink prefetch={false} href={BUSINESS_SIGN_UP} variant="primary" className="px-6">
        {t("business")}
      </ButtonLink>
      <ButtonLink prefetch={false} href={INDIVIDUAL_SIGN_UP} className="px-6">
        {t("individual")}
      </ButtonLink>
    </>
  )
}
