import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Main } from "@/components/layout/main"
import { Toaster } from "@/components/ui/toaster"
import { ClientMessages } from "@/i18n/client-messages"
import { requireSignedIn } from "@/lib/auth/server"
import { AccountNav } from "@/modules/account/account-nav"
import { roleStamp } from "@/modules/account/role-stamp"
import { RoleWatch } from "@/modules/account/role-watch"

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const visitor = await requireSignedIn()
  const t = await getTranslations("account")
  return (
    <ClientMessages of={["account", "dashboard"]}>
      {visitor.status !== "refused" && <AccountNav />}
      <Main>
        <div className="page py-6 sm:py-10">{children}</div>
      </Main>
      <RoleWatch shown={roleStamp(visitor.status === "known" ? visitor.role : null)} />
      <Toaster label={t("messages")} />
    </ClientMessages>
  )
}
