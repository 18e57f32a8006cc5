import type { ReactNode } from "react"
import { ClientMessages } from "@/i18n/client-messages"

export default function QuotesLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["account", "quickOrder", "quotes"]}>{children}</ClientMessages>
}
