/** How a customer can differ from Clerk. */
export const ALL_DIFFERENCE_KINDS = [
  "missing",
  "outdated",
  "email",
  "email_variants",
  "waiting_for_sign_in",
  "claim",
  "deleted_at_clerk",
  "customer_deleted",
  "group",
  "write_back",
] as const
