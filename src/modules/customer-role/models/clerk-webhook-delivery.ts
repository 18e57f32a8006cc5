import { model } from "@medusajs/framework/utils"

/** A webhook delivery and what became of it. Once finished, the same `svix-id` is acknowledged without a second effect. */
export const ClerkWebhookDelivery = model.define("clerk_webhook_delivery", {
  svix_id: model.text().primaryKey(),
  type: model.text(),
  clerk_user_id: model.text().nullable(),
  outcome: model.enum(["received", "applied", "ignored", "failed"]).default("received"),
  reason: model.text().nullable(),
  attempts: model.number().default(1),
  event_at: model.dateTime().nullable(),
  /** What others are to be told of its change; `null` where it has made none. */
  events: model.json().nullable(),
  finished_at: model.dateTime().nullable(),
})
