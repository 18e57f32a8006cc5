/** How a customer differs from Clerk. */
export const DIFFERENCE_KINDS = [
  "missing",
  "outdated",
  "group",
  "write_back",
  "deleted_at_clerk",
  "customer_deleted",
  "waiting_for_sign_in",
  "email",
  "email_variants",
  "claim",
] as const

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]
