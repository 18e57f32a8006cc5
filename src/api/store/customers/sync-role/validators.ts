import { z } from "@medusajs/framework/zod"

/** Accepts no fields: the role comes from Clerk, never from the client. */
export const SyncRole = z.strictObject({})
