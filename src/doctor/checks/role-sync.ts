import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { type Check, type Finding, ok, warning } from "../finding"

/** Whether the shop's customers agree with Clerk's users. */
export const roleSync: Check = {
  name: "role_sync",
  title: "Role sync",
  async look({ container, options }) {
    const { writeBacks, reconciliations, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
    const [waiting, last, differ] = await Promise.all([writeBacks.failures(1_000), reconciliations.last(), differences.count()])
    const found: Finding[] = []
    if (waiting.length) {
      found.push(
        warning(
          `Clerk does not have the role of ${waiting.length.toLocaleString("en-US")} ${waiting.length === 1 ? "customer" : "customers"} yet: ${waiting[0]?.reason ?? "unknown"}.`,
          "The shop keeps trying. See the admin page Role sync."
        )
      )
    }
    if (last?.status === "failed") {
      found.push(warning(`The last comparison with Clerk failed: ${last.reason}.`, "Run npx medusa-customer-role reconcile --dry-run."))
    }
    if (differ) {
      found.push(
        warning(
          `${differ.toLocaleString("en-US")} ${differ === 1 ? "customer differs" : "customers differ"} from Clerk.`,
          "See who on the admin page Role sync, or run npx medusa-customer-role reconcile."
        )
      )
    }
    if (!last && !options.reconciliation.everyHours) {
      found.push(
        warning(
          "The shop has never been compared with Clerk, and reconciliation.everyHours is false.",
          "Run npx medusa-customer-role reconcile --dry-run once, to see whether they agree."
        )
      )
    }
    return found.length ? found : ok(last ? "Customers agree with Clerk" : "The first comparison has not run yet")
  },
}
