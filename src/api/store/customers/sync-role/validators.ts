import { z } from "@medusajs/framework/zod"

/** Nothing from the client counts: the role comes from Clerk. */
export const SyncRole = z.strictObject({})
