/** A field of the sign-in or the sign-up. `form` is what concerns no field alone. */
export type ProblemField = "email" | "password" | "code" | "form"

/** What is wrong, by its name in `auth.problems`. */
export type ProblemReason =
  | "unknownEmail"
  | "takenEmail"
  | "invalidEmail"
  | "missingPassword"
  | "wrongPassword"
  | "shortPassword"
  | "longPassword"
  | "weakPassword"
  | "leakedPassword"
  | "missingCode"
  | "wrongCode"
  | "expiredCode"
  | "tooManyRequests"
  | "locked"
  | "banned"
  | "captcha"
  | "notAllowed"
  | "confirmAgain"
  | "session"
  | "unreachable"
  | "other"

export type Problem = { field: ProblemField; reason: ProblemReason }

const BY_CODE: Record<string, [ProblemField, ProblemReason]> = {
  form_identifier_not_found: ["email", "unknownEmail"],
  invitation_account_not_exists: ["email", "unknownEmail"],
  form_identifier_exists: ["email", "takenEmail"],
  external_account_exists: ["email", "takenEmail"],
  form_password_incorrect: ["password", "wrongPassword"],
  form_password_validation_failed: ["password", "wrongPassword"],
  form_password_or_identifier_incorrect: ["password", "wrongPassword"],
  form_password_length_too_short: ["password", "shortPassword"],
  form_password_length_too_long: ["password", "longPassword"],
  form_password_size_in_bytes_exceeded: ["password", "longPassword"],
  form_password_not_strong_enough: ["password", "weakPassword"],
  form_password_pwned: ["password", "leakedPassword"],
  form_code_incorrect: ["code", "wrongCode"],
  incorrect_code: ["code", "wrongCode"],
  verification_expired: ["code", "expiredCode"],
  // Clerk's answer to too many wrong codes: the right one does not count any more either.
  verification_failed: ["code", "expiredCode"],
  too_many_requests: ["form", "tooManyRequests"],
  rate_limit_exceeded: ["form", "tooManyRequests"],
  user_locked: ["form", "locked"],
  user_banned: ["form", "banned"],
  user_deactivated: ["form", "banned"],
  captcha_invalid: ["form", "captcha"],
  captcha_unavailable: ["form", "captcha"],
  captcha_missing_token: ["form", "captcha"],
  not_allowed_access: ["form", "notAllowed"],
  not_allowed_to_sign_up: ["form", "notAllowed"],
  sign_up_mode_restricted: ["form", "notAllowed"],
  session_reverification_required: ["form", "confirmAgain"],
  session_exists: ["form", "session"],
  identifier_already_signed_in: ["form", "session"],
}

/** The fields by Clerk's names for them. */
const BY_PARAMETER: Record<string, ProblemField> = {
  identifier: "email",
  email_address: "email",
  password: "password",
  code: "code",
}

/** What a field says if it is empty, or not in the form that Clerk wants. */
const BY_FIELD: Record<ProblemField, { missing: ProblemReason; malformed: ProblemReason }> = {
  email: { missing: "invalidEmail", malformed: "invalidEmail" },
  password: { missing: "missingPassword", malformed: "other" },
  code: { missing: "missingCode", malformed: "wrongCode" },
  form: { missing: "other", malformed: "other" },
}

type ClerkProblem = { code?: unknown; meta?: { paramName?: unknown } }

/**
 * Translates an error of Clerk into problems with fields, in the words of this shop: Clerk's own are English on every page.
 * An error without Clerk's codes means that Clerk could not be reached.
 *
 * @example
 * const { error } = await signIn.password({ identifier, password })
 * if (error) {
 *   setProblems(problemsOf(error)) // [{ field: "password", reason: "wrongPassword" }]
 * }
 */
export const problemsOf = (error: unknown): Problem[] => {
  const { errors, code, status }: { errors?: unknown; code?: unknown; status?: unknown } = Object(error)
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.map((one: ClerkProblem) => problemOf(Object(one)))
  }
  if (typeof code === "string" && code in BY_CODE) {
    return [problemOf({ code })]
  }
  return [{ field: "form", reason: status === 429 ? "tooManyRequests" : "unreachable" }]
}

const problemOf = ({ code, meta }: ClerkProblem): Problem => {
  const known = BY_CODE[String(code)]
  if (known) {
    return { field: known[0], reason: known[1] }
  }
  const field = BY_PARAMETER[String(meta?.paramName)] ?? "form"
  switch (code) {
    case "form_param_nil":
      return { field, reason: BY_FIELD[field].missing }
    case "form_param_format_invalid":
    case "form_param_value_invalid":
      return { field, reason: BY_FIELD[field].malformed }
    default:
      return { field, reason: "other" }
  }
}
