import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { loadNotifiedStep } from "../notifications/steps/load-notified"
import { sendNotificationsStep } from "../notifications/steps/send-notifications"
import type { QuoteNotice } from "./notifications/quote-notifications"
import { planQuoteNotificationsStep } from "./notifications/plan-quote-notifications"

export type NotifyOfQuoteWorkflowInput = {
  quote_id: string
  customer_id: string
  /** What happened. Sends nothing if the quote has moved on since. */
  notice: QuoteNotice
  /** The message, for the notice `message`. */
  message_id?: string
}

/**
 * Notifies the shop or the customer of a change to a quote, through the Notification Module. A repeated run sends only
 * what failed before. Returns the ids of the notifications sent.
 *
 * @throws CustomerRoleError `not_found`; the first provider error, after all notifications have been tried
 *
 * @example
 * const { result: notification_ids } = await notifyOfQuoteWorkflow(container).run({
 *   input: { quote_id: "quo_123", customer_id: "cus_123", notice: "sent" },
 * })
 *
 * @summary Send the notifications of a quote.
 */
export const notifyOfQuoteWorkflow = createWorkflow("notify-of-quote", (input: NotifyOfQuoteWorkflowInput) => {
  const { customer, store_name } = loadNotifiedStep({ customer_id: input.customer_id })
  const notifications = planQuoteNotificationsStep({
    quote_id: input.quote_id,
    notice: input.notice,
    message_id: input.message_id,
    customer,
    store_name,
  })
  return new WorkflowResponse(sendNotificationsStep(notifications))
})
