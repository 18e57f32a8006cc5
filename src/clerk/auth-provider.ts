/** The id of the auth provider at Medusa, as in `POST /auth/customer/clerk`. */
export const CLERK_PROVIDER = "clerk"

/** The key in an auth identity's `app_metadata` that holds when its customer was handed to a Clerk user. */
export const SIGN_IN_REPLACED_AT = "sign_in_replaced_at"

/** Marks the body of an exchange after its token is verified and its user synced. No request can forge it: JSON has no symbols. */
export const SYNCED = Symbol.for("medusa-plugin-customer-role/synced")
