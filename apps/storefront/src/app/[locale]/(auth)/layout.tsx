import type { ReactNode } from "react"
import { ClientMessages } from "@/i18n/client-messages"

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <ClientMessages of={["auth", "account"]}>{children}</ClientMessages>
}
