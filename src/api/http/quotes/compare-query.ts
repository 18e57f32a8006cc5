import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { RevisionComparison } from "../../../modules/quote/compare-revisions"
import type { QuoteRecord } from "../../../modules/quote/types"

/** The query of `GET …/quotes/:id`: `compare=1,2` compares two revisions. */
export const GetQuoteParams = z.strictObject({
  compare: z
    .string()
    .regex(/^\d{1,9},\d{1,9}$/, "must be two revisions, such as 1,2")
    .transform((value): [number, number] => {
      const [from, to] = value.split(",").map(Number)
      return [from, to]
    })
    .refine(([from, to]) => from !== to, "must be two different revisions")
    .optional(),
})

export type GetQuoteParamsType = z.infer<typeof GetQuoteParams>

/**
 * Returns the `comparison` of two revisions for the answer, or nothing if the query has no `compare`.
 *
 * @throws CustomerRoleError `invalid_request` for a revision that does not exist
 */
export const comparisonOf = async (
  container: MedusaContainer,
  quote: QuoteRecord,
  { compare }: GetQuoteParamsType
): Promise<{ comparison?: RevisionComparison }> =>
  compare ? { comparison: await container.resolve(QUOTE_MODULE).compareOffers(quote, compare) } : {}
