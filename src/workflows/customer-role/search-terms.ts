/** What of a customer the admin list searches. */
export type SearchableCustomer = { email: string | null; first_name: string | null; last_name: string | null }

/** The e-mail address, and both names as one, so that a full name is found. */
export const searchTermsOf = ({ email, first_name, last_name }: SearchableCustomer): (string | null)[] => [
  email,
  [first_name, last_name].filter(Boolean).join(" "),
]
