import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

/** A language tag, as far as its form goes. */
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
 * In which language a customer reads: on store routes, Medusa itself takes `locale` from the query, or the header
 * `x-medusa-locale`, which storefronts send with everything. What is no language tag says nothing.
 */
export const storeLocaleOf = ({ locale }: Pick<MedusaRequest, "locale">): string | undefined =>
  locale && LOCALE.test(locale) ? locale : undefined
