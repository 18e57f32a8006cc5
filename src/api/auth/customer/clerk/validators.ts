import { z } from "@medusajs/framework/zod"

/** The session token, here or in the `Authorization` header. */
export const ExchangeClerkToken = z.strictObject({ token: z.string().min(1).max(16_384).optional() })

export type ExchangeClerkTokenType = z.infer<typeof ExchangeClerkToken>
