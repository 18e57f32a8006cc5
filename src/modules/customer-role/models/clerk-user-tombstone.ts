import { model } from "@medusajs/framework/utils"

/** A deleted Clerk user. Late events and valid tokens cannot revive the user. */
export const ClerkUserTombstone = model.define("clerk_user_tombstone", {
  clerk_user_id: model.text().primaryKey(),
})
