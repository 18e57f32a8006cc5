import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

/** The form of a language tag. The tag need not exist. */
const LOCALE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/

const WRONG_LOCALE = "must be a language tag such as en, de-DE or fr-CH"

/** The query of `GET …/quotes/:id/pdf`. */
export const PrintQuoteParams = z.strictObject({
  revision: z
    .string()
    .regex(/^\d{1,6}$/, "must be the number of a revision")
    .transform(Number)
    .optional(),
  locale: z.string().regex(LOCALE, WRONG_LOCALE).optional(),
})

export type PrintQuoteParamsType = z.infer<typeof PrintQuoteParams>

/**
 * Returns the language of the customer. On store routes Medusa itself reads `locale` from the query or the header
 * `x-medusa-locale`, and removes it from the query. Returns `undefined` for a malformed tag.
 */
export const storeLocaleOf = ({ locale }: Pick<MedusaRequest, "locale">): string | undefined =>
  locale && LOCALE.test(locale) ? locale : undefined
