"use client"

import { useAuth } from "@clerk/nextjs"
import dynamic from "next/dynamic"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ButtonLink } from "@/components/ui/button"
import { usePathname } from "@/i18n/navigation"
import { signInUrl, signUpUrl } from "@/lib/auth/paths"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"
import { useSignOut } from "@/lib/hooks/use-sign-out"
import { RoleBadge } from "./role-badge"

// Most visitors of the shop's front have no account yet, and need no menu for one.
const AccountMenu = dynamic(() => import("./account-menu").then((module) => module.AccountMenu))
// It comes with the menu: a dialog that is fetched only when something fails would fail as well.
const StillSignedIn = dynamic(() => import("./account-menu").then((module) => module.StillSignedIn))

/** How far a sign-out has come. */
type Departure = "none" | "underWay" | "failed" | "again"

/** The part of the header that knows who is there: ways in, or the account with its role. */
export const AccountArea = () => {
  const t = useTranslations("common.account")
  const { userId } = useAuth()
  const role = useCustomerRole()
  const pathname = usePathname()
  const signOut = useSignOut()
  const [departure, setDeparture] = useState<Departure>("none")
  // Clerk's script forgets the session before it signs out, and does not take it back if that fails.
  if (!userId && departure === "none") {
    return (
      // Fetched ahead, the ways in would cost every guest's first page a request each, and time.
      <>
        <ButtonLink prefetch={false} href={signInUrl(pathname === "/" ? null : pathname)} variant="quiet" className="px-3">
          {t("signIn")}
        </ButtonLink>
        <ButtonLink prefetch={false} href={signUpUrl(pathname === "/" ? null : pathname)} className="max-sm:hidden">
          {t("signUp")}
        </ButtonLink>
      </>
    )
  }
  const leave = (state: Departure) => {
    setDeparture(state)
    signOut().catch(() => setDeparture("failed"))
  }
  const stay = () => {
    if (userId) {
      setDeparture("none")
    } else {
      // The page as it is belongs to nobody. Loaded anew, it shows who is there.
      window.location.reload()
    }
  }
  return (
    <>
      {role && <RoleBadge role={role} />}
      <AccountMenu isLeaving={departure === "underWay"} onSignOut={() => leave("underWay")} />
      {departure !== "none" && (
        <StillSignedIn
          open={departure === "failed" || departure === "again"}
          isLeaving={departure === "again"}
          onClose={stay}
          onSignOut={() => leave("again")}
        />
      )}
    </>
  )
}
