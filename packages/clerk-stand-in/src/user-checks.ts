import { ClerkApiError } from "./errors"
import type { ClerkStandInUsers } from "./users-store"

/** As short as a password may be, in characters. */
export const MIN_PASSWORD_LENGTH = 8

/** @throws 422 for a text that is not an address, and for an address that somebody has */
export function checkNewEmail(users: ClerkStandInUsers, email: string): void {
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw new ClerkApiError(422, "form_param_format_invalid", "is invalid", "email_address must be a valid email address.", "email_address")
  }
  if (users.findByEmail(email)) {
    throw new ClerkApiError(422, "form_identifier_exists", "That email address is taken. Please try another.", undefined, "email_address")
  }
}

/**
 * @param paramName - the parameter that it came in
 * @throws 422 for a password that is too short
 */
export function checkPassword(password: string, paramName = "password"): void {
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new ClerkApiError(
      422,
      "form_password_length_too_short",
      `Passwords must be ${MIN_PASSWORD_LENGTH} characters or more.`,
      undefined,
      paramName
    )
  }
}
