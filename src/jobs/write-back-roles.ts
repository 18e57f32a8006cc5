import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { drainWriteBacks } from "../workflows/customer-role/drain-write-backs"

/** Writes to Clerk what could not be written at once: Clerk was away, or the process ended before its turn came. */
async function writeBackWhatIsDue(container: MedusaContainer): Promise<void> {
  await drainWriteBacks(container)
}

export default withFallback("customer-role-write-back", writeBackWhatIsDue)

export const config = { name: "customer-role-write-back", schedule: "* * * * *" }
