import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { type Check, ok, warning } from "../finding"

const DAY_MS = 86_400_000
const LONG_AGO_DAYS = 7

/** Whether Clerk tells the shop about changes. */
export const webhooks: Check = {
  name: "webhooks",
  title: "Webhooks",
  async look({ container, options }) {
    const every = options.reconciliation.everyHours
    const until = every
      ? `Until then, changes at Clerk arrive every ${every} hours.`
      : "Until then, changes at Clerk arrive when a customer signs in."
    if (!options.clerk.webhookSigningSecret) {
      return warning(
        `Clerk cannot deliver webhooks: clerk.webhookSigningSecret is not set. ${until}`,
        "Add the endpoint https://<your backend>/hooks/clerk in the Clerk dashboard, Webhooks, and set its signing secret."
      )
    }
    const { deliveries } = container.resolve(CUSTOMER_ROLE_MODULE)
    const [last, counts] = await Promise.all([deliveries.last(), deliveries.counts()])
    if (!last) {
      return warning(
        `Clerk has not delivered a webhook yet. ${until}`,
        "Send a test event in the Clerk dashboard, Webhooks. If it arrives with 401, the signing secret is another endpoint's."
      )
    }
    const days = Math.floor((Date.now() - new Date(last.received_at).getTime()) / DAY_MS)
    if (counts.failed) {
      return warning(
        `${counts.failed.toLocaleString("en-US")} ${counts.failed === 1 ? "delivery" : "deliveries"} could not be applied.`,
        "See why on the admin page Role sync, and retry them there."
      )
    }
    return days >= LONG_AGO_DAYS
      ? warning(
          `The last delivery came ${days} days ago.`,
          "If customers have signed up since, look at the endpoint in the Clerk dashboard, Webhooks."
        )
      : ok(`The last delivery came ${days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`}`)
  },
}
