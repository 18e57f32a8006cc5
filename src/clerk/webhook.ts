import { verifyWebhook as verifyClerkWebhook, type WebhookEvent } from "@clerk/backend/webhooks"
import { CustomerRoleError } from "../errors"
import { isTime } from "./values"

/** A delivery whose signature is verified. */
export type VerifiedWebhook = {
  svix_id: string
  event: WebhookEvent
  /** When the event happened, according to Clerk. */
  event_at: Date | null
}

const SVIX_HEADERS = ["svix-id", "svix-timestamp", "svix-signature"] as const

/**
 * Verifies the signature of a webhook over its raw body before it reads any of the body.
 *
 * @see https://clerk.com/docs/guides/development/webhooks/overview
 * @throws CustomerRoleError `invalid_signature`, or `invalid_request` if a signed body is not an event
 *
 * @example
 * const { svix_id, event } = await verifyWebhook(req.headers, rawBody, webhookSigningSecret)
 */
export const verifyWebhook = async (
  headers: Record<string, string | string[] | undefined>,
  body: Buffer,
  signingSecret: string
): Promise<VerifiedWebhook> => {
  const signed = new Headers({ "content-type": "application/json" })
  for (const name of SVIX_HEADERS) {
    const value = headers[name]
    if (typeof value !== "string" || !value) {
      throw new CustomerRoleError("invalid_signature")
    }
    signed.set(name, value)
  }
  const request = new Request("http://localhost/hooks/clerk", { method: "POST", headers: signed, body: new Uint8Array(body) })
  try {
    const event = await verifyClerkWebhook(request, { signingSecret })
    if (!isEvent(event)) {
      throw new CustomerRoleError("invalid_request", "The body is not a Clerk event.")
    }
    return { svix_id: signed.get("svix-id") ?? "", event, event_at: eventTimeOf(event) }
  } catch (error) {
    if (error instanceof CustomerRoleError) {
      throw error
    }
    // The SDK checks the signature before it parses, and wraps either failure in a plain Error.
    const parsing = error instanceof Error && /JSON|Cannot read properties/.test(error.message)
    throw new CustomerRoleError(parsing ? "invalid_request" : "invalid_signature")
  }
}

/** Clerk's envelope holds the time in milliseconds. */
const eventTimeOf = ({ timestamp }: { timestamp?: unknown }): Date | null => (isTime(timestamp) ? new Date(timestamp) : null)

const isEvent = ({ type, data }: { type: unknown; data: unknown }): boolean =>
  typeof type === "string" && typeof data === "object" && data !== null
