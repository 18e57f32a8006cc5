"use client"

import { useTranslations } from "next-intl"
import { APPLICATION_PATH, BUSINESS_SIGN_UP, INDIVIDUAL_SIGN_UP } from "@/lib/auth/paths"
import { useBuyer } from "@/lib/hooks/use-buyer"
import { FooterLink } from "./footer-link"

/** The accounts that a visitor could open: both for guests, one for a company for individuals. */
export const FooterWaysIn = () => {
  const t = useTranslations("common.footer")
  const buyer = useBuyer()
  return (
    <>
      {(buyer === "guest" || buyer === "individual") && (
        <FooterLink href={buyer === "guest" ? BUSINESS_SIGN_UP : APPLICATION_PATH}>{t("businessAccount")}</FooterLink>
      )}
      {buyer === "guest" && <FooterLink href={INDIVIDUAL_SIGN_UP}>{t("individualAccount")}</FooterLink>}
    </>
  )
}
