import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type QuoteModuleService from "../../../modules/quote/service"
import type { QuoteRecord } from "../../../modules/quote/types"
import { adminCustomerUrl } from "../../notifications/admin-customer-url"
import { keepDeliverable } from "../../notifications/notification-channels"
import type { NotifiedCustomer, PlannedNotification } from "../../notifications/plan-notifications"
import { type QuoteNotice, quoteNotifications } from "./quote-notifications"

export type PlanQuoteNotificationsStepInput = {
  quote_id: string
  notice: QuoteNotice
  message_id?: string
  /** `undefined` if Medusa has deleted the customer. */
  customer?: NotifiedCustomer
  store_name: string | null
}

/**
 * Returns the notifications of a change to a quote. Returns none if the quote has moved on, and none for a channel without a
 * provider, which logs one warning per channel.
 *
 * @throws CustomerRoleError `not_found` if the customer has no such quote
 *
 * @example
 * const notifications = planQuoteNotificationsStep({ quote_id: "quo_123", notice: "sent", customer, store_name })
 */
export const planQuoteNotificationsStep = createStep(
  "plan-quote-notifications",
  async (
    { quote_id, notice, message_id, customer, store_name }: PlanQuoteNotificationsStepInput,
    { container }
  ): Promise<StepResponse<PlannedNotification[]>> => {
    if (!customer) {
      return new StepResponse([])
    }
    const quotes = container.resolve(QUOTE_MODULE)
    const { admin } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
    const quote = await quotes.getQuote({ id: quote_id, customer_id: customer.id })
    const planned = quoteNotifications(
      notice,
      {
        quote,
        customer,
        store_name,
        admin_url: adminCustomerUrl(admin, customer.id),
        earlier: await countEarlier(quotes, quote, message_id),
        message_id,
      },
      pluginOptions(container).notifications
    )
    return new StepResponse(keepDeliverable(planned, container))
  }
)

/** Counts only what customers can repeat without the shop: messages and requests. Everything after a revision waits for the shop. */
const countEarlier = async (quotes: QuoteModuleService, { id, revision }: QuoteRecord, message_id?: string): Promise<number> => {
  if (message_id !== undefined) {
    return quotes.countMessagesBefore(message_id)
  }
  return revision === 0 ? quotes.countRequestsBefore(id) : 0
}
