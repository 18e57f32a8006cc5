"use client"

import { useAuth } from "@clerk/nextjs"
import dynamic from "next/dynamic"
import { usePathname } from "next/navigation"
import { useTranslations } from "next-intl"
import { ButtonLink } from "@/components/ui/button"
import { signInUrl, signUpUrl } from "@/lib/auth/paths"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"
import { RoleBadge } from "./role-badge"

// Most visitors of the shop's front have no account yet, and need no menu for one.
const AccountMenu = dynamic(() => import("./account-menu").then((module) => module.AccountMenu))

/** The part of the header that knows who is there: ways in, or the account with its role. */
export const AccountArea = () => {
  const t = useTranslations("common.account")
  const { userId } = useAuth()
  const role = useCustomerRole()
  const pathname = usePathname()
  if (!userId) {
    return (
      // Fetched ahead, the ways in would cost every guest's first page a request each, and time.
      <>
        <ButtonLink prefetch={false} href={signInUrl(pathname === "/" ? null : pathname)} variant="quiet" className="px-3">
          {t("signIn")}
        </ButtonLink>
        <ButtonLink prefetch={false} href={signUpUrl(pathname === "/" ? null : pathname)}>{t("signUp")}</ButtonLink>
      </>
    )
  }
  return (
    <>
      {role && <RoleBadge role={role} />}
      <AccountMenu />
    </>
  )
}
