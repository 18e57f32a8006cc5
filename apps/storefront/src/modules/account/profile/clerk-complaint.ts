/** What Clerk has against a change, in the words of `account.clerk`. */
export type ClerkComplaint =
  | "wrongCode"
  | "codeExpired"
  | "emailTaken"
  | "emailInvalid"
  | "wrongPassword"
  | "passwordWeak"
  | "passwordLeaked"
  | "tooOften"
  | "confirmAgain"
  | "noAnswer"
  | "other"

const WORDS: Readonly<Record<string, ClerkComplaint>> = {
  form_code_incorrect: "wrongCode",
  verification_failed: "wrongCode",
  verification_expired: "codeExpired",
  form_identifier_exists: "emailTaken",
  form_param_format_invalid: "emailInvalid",
  form_password_incorrect: "wrongPassword",
  form_password_validation_failed: "wrongPassword",
  form_password_length_too_short: "passwordWeak",
  form_password_not_strong_enough: "passwordWeak",
  form_password_size_in_bytes_exceeded: "passwordWeak",
  form_password_pwned: "passwordLeaked",
  too_many_requests: "tooOften",
  session_reverification_required: "confirmAgain",
}

/**
 * Returns the words for an error that Clerk's hooks throw.
 *
 * @example
 * setComplaint(clerkComplaintOf(error))
 */
export const clerkComplaintOf = (error: unknown): ClerkComplaint => {
  const { errors, status }: { errors?: unknown; status?: unknown } = Object(error)
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  const { code }: { code?: unknown } = Object(first)
  if (typeof code === "string") {
    return WORDS[code] ?? "other"
  }
  return status === 429 ? "tooOften" : "noAnswer"
}
