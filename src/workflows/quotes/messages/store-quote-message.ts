import { generateEntityId } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { NewQuoteAttachment, QuoteActor, QuoteRecord } from "../../../modules/quote/types"
import { customerLimits } from "../customer/limits"

export type StoreQuoteMessageStepInput = {
  quote_id: string
  /** @default a new one */
  message_id?: string
  /** For a customer's message: throws `not_found` if the quote is someone else's. */
  customer_id?: string
  actor: QuoteActor
  text: string
  /** The line that the message is about. */
  item_id?: string
  attachments: NewQuoteAttachment[]
}

/** The quote with all its messages, and the id of the new one. */
export type StoredQuoteMessage = { quote: QuoteRecord; message_id: string }

/**
 * Adds a message and its attachments to a quote. The compensation deletes both.
 *
 * @throws CustomerRoleError `not_found`, `invalid_request`, `too_many_requests`, `limit_reached`
 *
 * @example
 * const { quote, message_id } = storeQuoteMessageStep({ quote_id: "quo_123", actor, text: "Any news?", attachments: [] })
 */
export const storeQuoteMessageStep = createStep(
  "store-quote-message",
  async (
    { quote_id, message_id, customer_id, actor, ...message }: StoreQuoteMessageStepInput,
    { container }
  ): Promise<StepResponse<StoredQuoteMessage, string>> => {
    const id = message_id ?? generateEntityId(undefined, "quomsg")
    const { fileBytes: most_file_bytes } = customerLimits(pluginOptions(container))
    const quote = await container
      .resolve(QUOTE_MODULE)
      .addMessage({ id: quote_id, customer_id, actor, message: { id, ...message }, most_file_bytes })
    return new StepResponse({ quote, message_id: id }, id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve(QUOTE_MODULE).deleteQuoteMessages(id)
    }
  }
)
