"use client"

import { useUser } from "@clerk/nextjs"
import { Building2, ChevronDown, FileText, LayoutDashboard, ListPlus, LogOut, MapPin, Package, UserRound } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu"
import { APPLICATION_PATH } from "@/lib/auth/paths"
import { QUOTES_PATH } from "@/modules/quotes/ask-url"
import { useAccountType } from "@/lib/hooks/use-account-type"

/** The menu of a signed-in customer. */
export const AccountMenu = ({ isLeaving, onSignOut }: { isLeaving: boolean; onSignOut: () => void }) => {
  const t = useTranslations("common.account")
  const { user } = useUser()
  const accountType = useAccountType()
  const email = user?.primaryEmailAddress?.emailAddress
  return (
    <Menu
      trigger={
        <Button busy={isLeaving} className="px-3" aria-label={t("menu")}>
          <UserRound aria-hidden />
          <span className="max-md:hidden">{t("account")}</span>
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      {user && (
        <MenuLabel>
          {user.fullName && <span className="block font-medium text-ink">{user.fullName}</span>}
          <span className="block wrap-anywhere">{email}</span>
        </MenuLabel>
      )}
      {user && <MenuSeparator />}
      <MenuLink href="/dashboard">
        <LayoutDashboard aria-hidden />
        {t("dashboard")}
      </MenuLink>
      {accountType === "business" && (
        <>
          <MenuLink href="/quick-order">
            <ListPlus aria-hidden />
            {t("quickOrder")}
          </MenuLink>
          <MenuLink href={QUOTES_PATH}>
            <FileText aria-hidden />
            {t("quotes")}
          </MenuLink>
        </>
      )}
      <MenuLink href="/account/orders">
        <Package aria-hidden />
        {t("orders")}
      </MenuLink>
      <MenuLink href="/account/addresses">
        <MapPin aria-hidden />
        {t("addresses")}
      </MenuLink>
      <MenuLink href="/account/profile">
        <UserRound aria-hidden />
        {t("profile")}
      </MenuLink>
      {accountType === "individual" && (
        <MenuLink href={APPLICATION_PATH}>
          <Building2 aria-hidden />
          {t("apply")}
        </MenuLink>
      )}
      <MenuSeparator />
      <MenuItem onSelect={onSignOut}>
        <LogOut aria-hidden />
        {t("signOut")}
      </MenuItem>
    </Menu>
  )
}

/**
 * Tells that a sign-out has failed. People who leave a shared computer must know that they are still signed in.
 *
 * @example
 * <StillSignedIn open={hasFailed} isLeaving={isLeaving} onClose={close} onSignOut={leave} />
 */
export const StillSignedIn = ({
  open,
  isLeaving,
  onClose,
  onSignOut,
}: {
  open: boolean
  isLeaving: boolean
  onClose: () => void
  onSignOut: () => void
}) => {
  const t = useTranslations("common.account.stillSignedIn")
  return (
    <Dialog open={open} onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} description={t("text")} close={t("close")}>
      <Button variant="primary" busy={isLeaving} onClick={onSignOut} className="max-sm:w-full">
        {t("again")}
      </Button>
    </Dialog>
  )
}
