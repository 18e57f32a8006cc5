import { Webhook } from "standardwebhooks"

import { newId } from "./secrets"

export type WebhookSignOptions = {
  /** The `svix-id`. @default a fresh `msg_…` */
  id?: string
  /** Seconds since the epoch. @default now */
  timestamp?: number
  /** Another `whsec_…`, for a signature that must not be accepted. @default the stand-in's */
  secret?: string
}

export type WebhookMessage = { body: string; headers: Record<string, string> }

/**
 * The headers that Svix, Clerk's sender, puts on a webhook.
 *
 * @example
 * signWebhook(body, { secret: "whsec_…" }); // { "content-type", "svix-id", "svix-timestamp", "svix-signature" }
 */
export function signWebhook(
  body: string,
  { id = newId("msg"), timestamp = nowInSeconds(), secret }: WebhookSignOptions & { secret: string }
): Record<string, string> {
  return {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(timestamp),
    "svix-signature": new Webhook(secret).sign(id, new Date(timestamp * 1000), body),
  }
}

/** The body of a webhook: Clerk's envelope around `data`. `timestamp` in seconds. */
export function webhookBody(type: string, data: unknown, instanceId: string, timestamp?: number): string {
  return JSON.stringify({
    object: "event",
    type,
    timestamp: timestamp === undefined ? Date.now() : timestamp * 1000,
    instance_id: instanceId,
    data,
    event_attributes: { http_request: { client_ip: "127.0.0.1", user_agent: "clerk-stand-in" } },
  })
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
