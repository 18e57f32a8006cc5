import { type ClerkApiError, toErrorBody } from "../errors"

export type HttpAnswer = { status: number; body: string; headers?: Record<string, string> }

/** An answer, or none at all. */
export type Reply = HttpAnswer | "close-connection"

/** A JSON answer. */
export function jsonReply(body: unknown, status = 200): HttpAnswer {
  return { status, body: JSON.stringify(body) }
}

/** An error in Clerk's shape. */
export function errorReply(error: ClerkApiError): HttpAnswer {
  return jsonReply(toErrorBody(error), error.status)
}
