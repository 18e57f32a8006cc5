import { z } from "@medusajs/framework/zod"

/** The body of an exchange. The session token may come in the `Authorization` header instead. */
export const ExchangeClerkToken = z.strictObject({ token: z.string().min(1).max(16_384).optional() })

export type ExchangeClerkTokenType = z.infer<typeof ExchangeClerkToken>
