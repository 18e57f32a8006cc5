import { container as application } from "@medusajs/framework"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Job = (container: MedusaContainer) => Promise<void>

/** How often a process looks whether its jobs are overdue. */
export const LOOK_EVERY_MS = 60_000

/** Far longer than the interval of any job, so that the fallback stays idle while Medusa's schedule works. */
export const OVERDUE_AFTER_MS = 15 * 60_000

/**
 * Wraps a scheduled job so that it keeps running if Medusa's schedule is lost. A Redis that loses its data loses the
 * schedule too, and Medusa registers it again only when an instance starts. If the job has not run in this process for
 * {@link OVERDUE_AFTER_MS}, the process runs it itself. Several processes may then run the job at the same time, which the
 * jobs of this plugin allow.
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
      logger?.error(`medusa-plugin-customer-role: The job ${name} failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  setInterval(() => void look(), LOOK_EVERY_MS).unref()
  return run
}
