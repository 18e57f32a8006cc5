import { model } from "@medusajs/framework/utils"

/** A webhook delivery that took effect: the same `svix-id` is acknowledged without a second one. */
export const ClerkWebhookDelivery = model.define("clerk_webhook_delivery", {
  svix_id: model.text().primaryKey(),
  type: model.text(),
})
