import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { RevisionComparison } from "../../../modules/quote/compare-revisions"
import type { QuoteRecord } from "../../../modules/quote/types"

/** The query of a quote by itself: `compare=1,2` for two of its revisions. */
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
 * How two revisions of a quote differ, for its answer, where the query asks for that.
 *
 * @throws CustomerRoleError `invalid_request` for a revision that the quote does not have
 */
export const comparisonOf = async (
  container: MedusaContainer,
  quote: QuoteRecord,
  { compare }: GetQuoteParamsType
): Promise<{ comparison?: RevisionComparison }> =>
  compare ? { comparison: await container.resolve(QUOTE_MODULE).compareOffers(quote, compare) } : {}
