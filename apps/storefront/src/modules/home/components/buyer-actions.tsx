"use client"

import { useTranslations } from "next-intl"
import { ButtonLink } from "@/components/ui/button"
import { APPLICATION_PATH, BUSINESS_SIGN_UP, HOME_OF_ACCOUNT, INDIVIDUAL_SIGN_UP } from "@/lib/auth/paths"
import { useBuyer } from "@/lib/hooks/use-buyer"

/** How to buy for a company: a new account, an application from one's own, or the account that is there. */
export const BusinessAction = () => {
  const t = useTranslations("home.hero")
  const buyer = useBuyer()
  const href = { guest: BUSINESS_SIGN_UP, individual: APPLICATION_PATH, business: HOME_OF_ACCOUNT, unknown: HOME_OF_ACCOUNT }[buyer]
  return (
    <ButtonLink prefetch={false} href={href} variant="primary" className="w-fit max-sm:w-full">
      {t(href === HOME_OF_ACCOUNT ? "overview" : "business")}
    </ButtonLink>
  )
}

/** How to buy for oneself. Nothing for those who have an account. */
export const IndividualAction = () => {
  const t = useTranslations("home.buyers.individual")
  return useBuyer() === "guest" ? (
    <ButtonLink prefetch={false} href={INDIVIDUAL_SIGN_UP} className="w-fit max-sm:w-full">
      {t("action")}
    </ButtonLink>
  ) : null
}
