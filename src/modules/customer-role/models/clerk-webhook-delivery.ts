import { model } from "@medusajs/framework/utils"

/** A webhook delivery and its outcome. Once it is finished, a repeat with the same `svix-id` has no effect. */
export const ClerkWebhookDelivery = model.define("clerk_webhook_delivery", {
  svix_id: model.text().primaryKey(),
  type: model.text(),
  clerk_user_id: model.text().nullable(),
  outcome: model.enum(["received", "applied", "ignored", "failed"]).default("received"),
  reason: model.text().nullable(),
  attempts: model.number().default(1),
  event_at: model.dateTime().nullable(),
  /** The events of the change that the delivery made, or `null` if it made none. */
  events: model.json().nullable(),
  finished_at: model.dateTime().nullable(),
})
