/** The id of the auth provider among Medusa's: `POST /auth/customer/clerk`. */
export const CLERK_PROVIDER = "clerk"
