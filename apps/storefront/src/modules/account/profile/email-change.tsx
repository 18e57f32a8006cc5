import { ClientMessages } from "@/i18n/client-messages"
import { showsCodes } from "@/lib/demo/demo-file"
import { EmailForm } from "./email-form"

/**
 * The form that changes or confirms the e-mail address, with its texts.
 *
 * @example
 * <EmailChange current={customer.email} />
 */
export const EmailChange = async ({
  current,
  asks,
}: {
  current: string
  /** Asks at once: for another address, or to confirm this one. */
  asks?: "other" | "confirm"
}) => (
  <ClientMessages of={["account", "auth"]}>
    <EmailForm current={current} asks={asks} showsCodes={await showsCodes()} />
  </ClientMessages>
)
