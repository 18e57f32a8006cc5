import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { drainWriteBacks } from "../workflows/customer-role/drain-write-backs"

/** Writes roles to Clerk that could not be written at once, because Clerk was down or the process ended. */
async function writeBackWhatIsDue(container: MedusaContainer): Promise<void> {
  await drainWriteBacks(container)
}

export default withFallback("customer-role-write-back", writeBackWhatIsDue)

export const config = { name: "customer-role-write-back", schedule: "* * * * *" }
