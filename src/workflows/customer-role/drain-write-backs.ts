import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { writeBackRolesWorkflow } from "./workflows/write-back-roles"

/** The job runs every minute and finds what is due later. */
const JOB_INTERVAL_SECONDS = 60

/** Prevents a tight loop. */
const SHORTEST_WAIT_SECONDS = 1

let running: Promise<void> | undefined
let again = false
let next: NodeJS.Timeout | undefined

/**
 * Writes the due roles to Clerk. Call this function, not the workflow: it runs {@link writeBackRolesWorkflow} once at a time
 * in this process, and again when a retry is due. Resolves once every role that was due at the call has been tried.
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
      // Inside the loop, so that a call during this query starts another round.
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
    // If this fails, the job finds what is due.
    const drainQuietly = () => void drainWriteBacks(container).catch(() => undefined)
    next = setTimeout(drainQuietly, Math.max(seconds, SHORTEST_WAIT_SECONDS) * 1000).unref()
  }
}
