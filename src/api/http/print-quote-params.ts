import { z } from "@medusajs/framework/zod"

/** The query of `GET …/quotes/:id/pdf`. */
export const PrintQuoteParams = z.strictObject({
  revision: z
    .string()
    .regex(/^\d{1,6}$/, "must be the number of a revision")
    .transform(Number)
    .optional(),
  locale: z
    .string()
    .max(35, "must have at most 35 characters")
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, "must be a language tag such as en, de-DE or fr-CH")
    .optional(),
})

export type PrintQuoteParamsType = z.infer<typeof PrintQuoteParams>
