import { container as application } from "@medusajs/framework"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Job = (container: MedusaContainer) => Promise<void>

const LOOK_EVERY_MS = 60_000

/** Far longer than between two runs of any job, so that this does nothing where Medusa's schedule works. */
export const OVERDUE_AFTER_MS = 15 * 60_000

/**
 * A scheduled job that also runs where nobody schedules it any more: a Redis that has lost its data has lost Medusa's
 * schedule, too, and Medusa writes it only when an instance starts. What has not run in this process for a quarter of an
 * hour is run by it. Other processes may be at it at the same time, which the jobs of this plugin provide for.
 *
 * @example
 * export default withFallback("customer-role-quotes", expireQuotes)
 */
export const withFallback = (name: string, job: Job, container: MedusaContainer = application): Job => {
  let begun = Date.now()
  let running = 0
  const run: Job = async (scope) => {
    begun = Date.now()
    running++
    try {
      await job(scope)
    } finally {
      running--
    }
  }
  const look = async (): Promise<void> => {
    if (running > 0 || Date.now() - begun < OVERDUE_AFTER_MS) {
      return
    }
    try {
      await run(container)
    } catch (error) {
      const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER, { allowUnregistered: true })
      logger?.error(`medusa-plugin-customer-role: the job ${name} failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  setInterval(() => void look(), LOOK_EVERY_MS).unref()
  return run
}
