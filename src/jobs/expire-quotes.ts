import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { pluginOptions } from "../modules/customer-role/plugin-options"
import { expireQuotesWorkflow, remindOfQuotesWorkflow } from "../workflows/quotes"
import { refreshStaleQuoteSearchWorkflow } from "../workflows/quotes/refresh-quote-search"

/** Quotes per transaction. */
const LIMIT = 100

/** Bounds one run, because the shop's other jobs may wait for it. The next run continues. */
const MOST_BATCHES = 10

/**
 * Expires quotes that are past their date, reminds of those that expire soon, and refreshes search texts that a migration has
 * marked. Row locks let several processes run it at once.
 */
async function expireQuotes(container: MedusaContainer): Promise<void> {
  const { reminderDays } = pluginOptions(container).quotes
  await inBatches(async () => (await expireQuotesWorkflow(container).run({ input: { limit: LIMIT } })).result)
  if (reminderDays !== false) {
    await inBatches(async () => (await remindOfQuotesWorkflow(container).run({ input: { days: reminderDays, limit: LIMIT } })).result)
  }
  await inBatches(async () => (await refreshStaleQuoteSearchWorkflow(container).run({ input: { limit: LIMIT } })).result)
}

const inBatches = async (nextBatch: () => Promise<unknown[]>): Promise<void> => {
  for (let count = 0; count < MOST_BATCHES; count++) {
    const batch = await nextBatch()
    if (batch.length < LIMIT) {
      return
    }
  }
}

export default withFallback("customer-role-quotes", expireQuotes)

export const config = { name: "customer-role-quotes", schedule: "* * * * *" }
