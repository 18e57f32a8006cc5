import { NextIntlClientProvider } from "next-intl"
import { getMessages } from "next-intl/server"
import type { ReactNode } from "react"
import type { Namespace } from "./messages"

/**
 * Gives client components the texts of some namespaces, besides the common ones. Every text given here travels with the
 * page.
 *
 * @example
 * <ClientMessages of={["account"]}>
 *   <AddressForm />
 * </ClientMessages>
 */
export const ClientMessages = async ({ of = [], children }: { of?: Namespace[]; children: ReactNode }) => {
  const messages = await getMessages()
  const picked = Object.fromEntries((["common", ...of] satisfies Namespace[]).map((name) => [name, messages[name]]))
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}
