import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Main } from "@/components/layout/main"
import { Toaster } from "@/components/ui/toaster"
import { ClientMessages } from "@/i18n/client-messages"

export default async function QuickOrderLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("account")
  return (
    <ClientMessages of={["account", "quickOrder"]}>
      <Main>
        <div className="page py-6 sm:py-10">{children}</div>
      </Main>
      <Toaster label={t("messages")} />
    </ClientMessages>
  )
}
