import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { type QuoteEventData, type QuoteMessageEventData, QuoteEvents } from "../events"
import { notifyOfQuoteWorkflow, type QuoteNotice } from "../workflows/quotes"
import { notifyInTurn } from "../workflows/notifications/notify-in-turn"

const NOTICE_OF = new Map<string, QuoteNotice>([
  [QuoteEvents.REQUESTED, "requested"],
  [QuoteEvents.SENT, "sent"],
  [QuoteEvents.MESSAGE, "message"],
  [QuoteEvents.ACCEPTED, "accepted"],
  [QuoteEvents.DECLINED, "declined"],
  [QuoteEvents.EXPIRED, "expired"],
  [QuoteEvents.EXPIRING, "expiring"],
  [QuoteEvents.RENEGOTIATED, "renegotiated"],
  [QuoteEvents.CANCELLED, "cancelled"],
  [QuoteEvents.REJECTED, "rejected"],
])

/** Notifies shop and customer of each other's actions. A failed notification is retried when the event comes again. */
export default async function notifyOfQuote({ event, container }: SubscriberArgs<QuoteEventData | QuoteMessageEventData>): Promise<void> {
  const notice = NOTICE_OF.get(event.name)
  if (notice) {
    const { id: quote_id, customer_id } = event.data
    const message_id = "message_id" in event.data ? event.data.message_id : undefined
    const input = { quote_id, customer_id, notice, message_id }
    await notifyInTurn(container, customer_id, () => notifyOfQuoteWorkflow(container).run({ input }))
  }
}

export const config: SubscriberConfig = { event: [...NOTICE_OF.keys()], context: { subscriberId: "customer-role-quote-notifications" } }
