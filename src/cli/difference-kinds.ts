import type { DifferenceKind } from "../modules/customer-role/types"

/** The meaning of each kind of difference. */
export const DIFFERENCE_KINDS: Record<DifferenceKind, string> = {
  missing: "no customer for the Clerk user",
  outdated: "the record is older than Clerk's user",
  email: "the email address differs from Clerk's",
  email_variants: "other customers have the address in different case",
  waiting_for_sign_in: "linked when the owner signs in",
  claim: "an application that cannot be applied",
  deleted_at_clerk: "Clerk has deleted the user",
  customer_deleted: "Medusa has deleted the customer",
  group: "the customer group does not match the role",
  write_back: "Clerk does not have the role yet",
}
