import type { DifferenceKind } from "../modules/customer-role/types"

/** What each kind of difference means. */
export const DIFFERENCE_KINDS: Record<DifferenceKind, string> = {
  missing: "no customer for the Clerk user",
  outdated: "the record is older than Clerk's user",
  email: "another e-mail address than at Clerk",
  email_variants: "registered customers with the address in other cases",
  waiting_for_sign_in: "linked when the owner signs in",
  claim: "an application that cannot be applied",
  deleted_at_clerk: "Clerk has deleted the user",
  customer_deleted: "Medusa has deleted the customer",
  group: "not in step with the customer group",
  write_back: "the outcome is not yet at Clerk",
}
