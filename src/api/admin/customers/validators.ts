import { z } from "@medusajs/framework/zod"
import { MAX_COMPANY_NAME, MAX_TAX_ID } from "../../../clerk/claim"
import { idText, listFormat, orderOf, paging, searchTerm, text, time, timeRange, trueOrFalse, wholeNumber } from "../../http/schemas"
import { ALL_DIFFERENCE_KINDS } from "../../../modules/customer-role/reconciliation/difference-kinds"
import { UNSTORABLE } from "../../../text/storable"

const note = text(2000).nullable().optional()

const decision = { is_verified: z.boolean(), note, internal_note: note }

/** A decision about one customer, or about up to 200. */
export const VerifyCustomers = z.union([
  z.strictObject({ ...decision, customer_id: idText, expected_updated_at: time.optional() }),
  z.strictObject({
    ...decision,
    customer_ids: z
      .array(idText)
      .min(1)
      .max(200)
      .refine((ids) => new Set(ids).size === ids.length, "must not name a customer twice"),
    expected_updated_at: z.record(idText, time).optional(),
  }),
])

export type VerifyCustomersType = z.infer<typeof VerifyCustomers>

/** The note that only admins see, and the one that it replaces. */
export const WriteInternalNote = z.strictObject({ internal_note: text(2000).nullable(), expected_internal_note: note })

export type WriteInternalNoteType = z.infer<typeof WriteInternalNote>

/** Filters, search, paging and order of the list of businesses. */
export const ListBusinessCustomers = z.strictObject({
  verified: trueOrFalse.optional(),
  status: z.enum(["pending", "verified", "rejected", "revoked"]).optional(),
  q: searchTerm.optional(),
  created_at: timeRange.optional(),
  updated_at: timeRange.optional(),
  waiting_since: timeRange.optional(),
  decided_at: timeRange.optional(),
  ...paging,
  order: orderOf(["created_at", "updated_at", "verified_at", "waiting_since", "company_name"]).default("-created_at"),
  format: listFormat,
})

export type ListBusinessCustomersType = z.infer<typeof ListBusinessCustomers>

/** The page of a customer's history: how many entries, and how many newer ones to skip. */
export const GetRole = z.strictObject({ limit: wholeNumber(1, 100).default(50), offset: paging.offset })

export type GetRoleType = z.infer<typeof GetRole>

/** The page of failures and differences. `kind` returns differences of one kind alone. */
export const ListRoleSync = z.strictObject({ ...paging, kind: z.enum(ALL_DIFFERENCE_KINDS).optional() })

export type ListRoleSyncType = z.infer<typeof ListRoleSync>

/** Accepts no fields: the last comparison is the only one that can be followed. */
export const GetComparison = z.strictObject({})

/** A comparison: a dry run, or what the named dry run has shown. */
export const CompareWithClerk = z.strictObject({ dry_run_id: idText.optional() })

export type CompareWithClerkType = z.infer<typeof CompareWithClerk>

/** Accepts no fields: resyncs and retries take nothing from the client. */
export const ResyncRole = z.strictObject({})

/** The body of an erasure. `force` erases customers who still exist at Medusa or Clerk. */
export const EraseCustomer = z.strictObject({ force: z.boolean().default(false) })

export type EraseCustomerType = z.infer<typeof EraseCustomer>

/** Accepts what customers could state themselves. Trims it, and turns an empty text into `null`. */
const stated = (max: number) =>
  z
    .string()
    .transform((value) => value.trim())
    .refine((value) => [...value].length <= max, `must have at most ${max} characters`)
    .refine((value) => !UNSTORABLE.test(value), "must not contain NUL or unpaired surrogates")
    .transform((value) => value || null)
    .nullable()
    .optional()

const correction = {
  account_type: z.enum(["individual", "business"]).optional(),
  company_name: stated(MAX_COMPANY_NAME),
  tax_id: stated(MAX_TAX_ID),
}

/** A correction of at least one field. */
export const CorrectRole = z
  .strictObject(correction)
  .refine((body) => Object.keys(body).length > 0, `must have at least one of ${Object.keys(correction).join(", ")}`)

export type CorrectRoleType = z.infer<typeof CorrectRole>
