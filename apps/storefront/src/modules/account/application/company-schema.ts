import * as z from "zod"
import "@/lib/without-eval"

/** What a form asks of a company. */
export type CompanyValues = { company: string; country: string; taxId: string }

/** The texts for what can be wrong with a company's details. */
export type CompanyComplaints = { companyMissing: string; companyTooLong: string; countryMissing: string; taxIdTooLong: string }

/**
 * Returns the fields of a schema for a company's details. The form of the tax id is not among them: it is looked at
 * while it is typed, and never a reason to refuse.
 *
 * @example
 * const schema = z.object({ ...companyShape(complaints), email: z.email() })
 */
export const companyShape = (complaints: CompanyComplaints) => ({
  company: z.string().trim().min(1, complaints.companyMissing).max(255, complaints.companyTooLong),
  country: z.string().regex(/^[A-Z]{2}$/, complaints.countryMissing),
  taxId: z.string().trim().max(100, complaints.taxIdTooLong),
})
