import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { QuoteEvents } from "../../events"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteRecord } from "../../modules/quote/types"
import { doOnce } from "../idempotency/do-once"
import { requestQuoteWorkflow } from "./request-quote"
import { toQuoteEvent } from "./events/to-quote-event"
import type { RequestQuoteWorkflowInput } from "./types"

/** What else a caller may say of a request. */
export type RepeatableOptions = {
  /** A request with the same key and body gets the answer of the first one. */
  idempotency_key?: string
}

/** A quote that was asked for, and whether an earlier request has asked for it. */
export type RequestedQuote = { quote: QuoteRecord; repeated: boolean }

/**
 * Asks for a quote as {@link requestQuoteWorkflow} does, once for each key of the customer.
 *
 * @throws CustomerRoleError as {@link requestQuoteWorkflow}, and `idempotency_key_reused`, `request_in_progress`, `busy`
 *
 * @example
 * const { quote, repeated } = await requestQuoteOnce(req.scope, { customer_id: "cus_123", ...body }, { idempotency_key: "key-1" })
 */
export const requestQuoteOnce = async (
  container: MedusaContainer,
  input: RequestQuoteWorkflowInput,
  { idempotency_key }: RepeatableOptions = {}
): Promise<RequestedQuote> => {
  const { customer_id, sales_channel_ids, actor, ...body } = input
  const once = await doOnce(
    container,
    { customer_id, operation: "quote_request", idempotency_key, body },
    {
      newId: () => generateEntityId(undefined, "quo"),
      make: async (quote_id) => (await requestQuoteWorkflow(container).run({ input: { ...input, quote_id } })).result,
      recover: (id) => tellAgain(container, id),
    }
  )
  return once.repeated
    ? { quote: await container.resolve(QUOTE_MODULE).getQuote({ id: once.id, customer_id }), repeated: true }
    : { quote: once.made, repeated: false }
}

/** The process may have ended before anybody was told of the quote. Who has been told is not told twice. */
const tellAgain = async (container: MedusaContainer, id: string): Promise<boolean> => {
  const [quote] = await container.resolve(QUOTE_MODULE).listQuotes({ id }, { select: ["id", "number", "customer_id"], take: 1 })
  if (!quote) {
    return false
  }
  const { number, customer_id } = quote
  await container.resolve(Modules.EVENT_BUS).emit({ name: QuoteEvents.REQUESTED, data: toQuoteEvent({ quote: { id, number, customer_id } }) })
  return true
}
