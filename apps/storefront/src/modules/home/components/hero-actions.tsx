"use client"

import { useTranslations } from "next-intl"
import { AuthOnly } from "@/components/guards/AuthOnly"
import { BusinessOnly } from "@/components/guards/BusinessOnly"
import { IndividualOnly } from "@/components/guards/IndividualOnly"
import { ButtonLink } from "@/components/ui/button"
import { APPLICATION_PATH, HOME_OF_ACCOUNT } from "@/lib/auth/paths"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"

/** How to begin: an account for those who have none, and what comes next for the others. */
export const HeroActions = () => {
  const t = useTranslations("home.hero")
  const company = useCustomerRole()?.company_name
  return (
    <AuthOnly fallback={<WaysIn />} loading={<WaysIn />}>
      <ButtonLink href={HOME_OF_ACCOUNT} variant="primary" className="px-6">
        {t("overview")}
      </ButtonLink>
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

const WaysIn = () => {
  const t = useTranslations("home.hero")
  return (
    <>
      <ButtonLink href="/sign-up?for=business" variant="primary" className="px-6">
        {t("business")}
      </ButtonLink>
      <ButtonLink href="/sign-up?for=individual" className="px-6">
        {t("individual")}
      </ButtonLink>
    </>
  )
}
