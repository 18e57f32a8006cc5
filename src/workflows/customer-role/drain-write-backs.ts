import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { writeBackRolesWorkflow } from "./workflows/write-back-roles"

/** What is due later than that is found by the job, which runs every minute. */
const JOB_INTERVAL_SECONDS = 60

/** No tight loop, whatever the database says is due. */
const SHORTEST_WAIT_SECONDS = 1

let running: Promise<void> | undefined
let again = false
let next: NodeJS.Timeout | undefined

/**
 * Writes what is due to Clerk: {@link writeBackRolesWorkflow}, one run at a time in this process, however many changes
 * ask for it. What failed is tried again when it is due. Resolves when everything that was due at the call has been tried.
 *
 * @example
 * await drainWriteBacks(container)
 */
export const drainWriteBacks = (container: MedusaContainer): Promise<void> => {
  again = running !== undefined
  running ??= drain(container)
  return running
}

const drain = async (container: MedusaContainer): Promise<void> => {
  try {
    do {
      again = false
      await writeBackRolesWorkflow(container).run()
      // Within the loop: what is asked for meanwhile would otherwise wait for the job.
      await planNext(container)
    } while (again)
  } finally {
    running = undefined
  }
}

const planNext = async (container: MedusaContainer): Promise<void> => {
  const seconds = await container.resolve(CUSTOMER_ROLE_MODULE).writeBacks.secondsUntilDue()
  clearTimeout(next)
  if (seconds !== null && seconds < JOB_INTERVAL_SECONDS) {
    // Should this fail, the job finds what is due.
    const drainQuietly = () => void drainWriteBacks(container).catch(() => undefined)
    next = setTimeout(drainQuietly, Math.max(seconds, SHORTEST_WAIT_SECONDS) * 1000).unref()
  }
}
