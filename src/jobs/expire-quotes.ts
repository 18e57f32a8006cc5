import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { pluginOptions } from "../modules/customer-role/plugin-options"
import { expireQuotesWorkflow, remindOfQuotesWorkflow } from "../workflows/quotes"

/** Quotes per transaction. */
const LIMIT = 100

/** Other jobs of the shop may wait for this one. The next turn continues. */
const MOST_BATCHES = 10

/** Expires quotes whose validity has ended and sends reminders of those that end soon. Several processes share the work. */
async function expireQuotes(container: MedusaContainer): Promise<void> {
  const { reminderDays } = pluginOptions(container).quotes
  await inBatches(async () => (await expireQuotesWorkflow(container).run({ input: { limit: LIMIT } })).result)
  if (reminderDays !== false) {
    await inBatches(async () => (await remindOfQuotesWorkflow(container).run({ input: { days: reminderDays, limit: LIMIT } })).result)
  }
}

const inBatches = async (nextBatch: () => Promise<unknown[]>): Promise<void> => {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const quotes = await nextBatch()
    if (quotes.length < LIMIT) {
      return
    }
  }
}

export default withFallback("customer-role-quotes", expireQuotes)

export const config = { name: "customer-role-quotes", schedule: "* * * * *" }
