"use client"

import type { DenialCode } from "medusa-customer-role-storefront/react"
import { useTranslations } from "next-intl"
import { ButtonLink } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { usePathname } from "@/i18n/navigation"
import { HOME_OF_ACCOUNT, signInUrl } from "@/lib/auth/paths"

/** The reasons that have words of their own. */
const EXPLAINED = [
  "unauthenticated",
  "account_disabled",
  "business_account_required",
  "individual_account_required",
  "verification_pending",
  "verification_rejected",
  "verification_revoked",
] as const

/**
 * Says why something is not for this visitor, and where they get on. What guards show in place of their content.
 *
 * @example
 * <Denied denial="verification_pending" />
 */
export const Denied = ({ denial }: { denial: DenialCode }) => {
  const t = useTranslations("common.denied")
  const pathname = usePathname()
  const reason = EXPLAINED.find((one) => one === denial) ?? "other"
  const href = reason === "unauthenticated" ? signInUrl(pathname) : HOME_OF_ACCOUNT
  return (
    <Notice
      tone={reason === "verification_pending" ? "wait" : reason === "unauthenticated" ? "ask" : "stop"}
      title={t(`${reason}.title`)}
      action={<ButtonLink href={href}>{t(`${reason}.action`)}</ButtonLink>}
    >
      {t(`${reason}.text`)}
    </Notice>
  )
}
