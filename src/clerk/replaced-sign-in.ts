/** The key in an auth identity's `app_metadata` that says when its customer was handed to a Clerk user. */
export const SIGN_IN_REPLACED_AT = "sign_in_replaced_at"
