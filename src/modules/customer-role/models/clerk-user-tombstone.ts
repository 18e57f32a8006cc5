import { model } from "@medusajs/framework/utils"

/** A Clerk user that was deleted: late events and valid tokens cannot revive it. */
export const ClerkUserTombstone = model.define("clerk_user_tombstone", {
  clerk_user_id: model.text().primaryKey(),
})
