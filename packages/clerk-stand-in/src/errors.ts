import { randomBytes } from "node:crypto"

/**
 * An error that the API answers in Clerk's shape. The in-process controls throw it as well.
 *
 * @example
 * throw new ClerkApiError(422, "form_param_missing", "is missing", "email must be included.", "email");
 */
export class ClerkApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly longMessage = message,
    readonly paramName?: string
  ) {
    super(message)
    this.name = "ClerkApiError"
  }
}

/** The body that Clerk sends with an error. */
export type ClerkErrorBody = {
  errors: { code: string; message: string; long_message: string; meta: { param_name?: string } }[]
  clerk_trace_id: string
}

/** `error` in the shape of Clerk's answers. */
export function toErrorBody({ code, message, longMessage, paramName }: ClerkApiError): ClerkErrorBody {
  return {
    errors: [{ code, message, long_message: longMessage, meta: paramName ? { param_name: paramName } : {} }],
    clerk_trace_id: randomBytes(16).toString("hex"),
  }
}

/** 404 for a resource by id. */
export function notFound(kind: "User" | "Session" | "Sign-up" | "Sign-in" | "Email address" | "Organization", id: string): ClerkApiError {
  return new ClerkApiError(404, "resource_not_found", "not found", `No ${kind.toLowerCase()} was found with id ${id}.`)
}

/** 422 for a parameter whose value is not what the API takes. */
export function invalidParam(name: string, expected: string): ClerkApiError {
  return new ClerkApiError(422, "form_param_value_invalid", "is invalid", `${name} must be ${expected}.`, name)
}

/** 422 for a parameter that is needed. */
export function missingParam(name: string): ClerkApiError {
  return new ClerkApiError(422, "form_param_missing", "is missing", `${name} must be included.`, name)
}

/** 422 for a parameter that the API, or this stand-in of it, does not know. */
export function unknownParam(name: string): ClerkApiError {
  return new ClerkApiError(422, "form_param_unknown", "is unknown", `${name} is not a valid parameter for this request.`, name)
}

/** 403 for a banned user who tries to get a session. */
export function userBanned(): ClerkApiError {
  return new ClerkApiError(403, "user_banned", "User is banned", "This user is banned and cannot sign in.")
}

/** 403 for a locked user who tries to get a session. */
export function userLocked(): ClerkApiError {
  return new ClerkApiError(403, "user_locked", "User is locked", "This user is locked and cannot sign in for now.")
}

/** 422 for a password that is not the user's. */
export function wrongPassword(paramName: string): ClerkApiError {
  return new ClerkApiError(422, "form_password_incorrect", "Password is incorrect. Try again, or use another method.", undefined, paramName)
}

/** 401 for a browser whose session is not there any more: Clerk's script then asks who is signed in. */
export function signedOut(): ClerkApiError {
  return new ClerkApiError(401, "authentication_invalid", "Invalid authentication", "You are signed out.")
}
