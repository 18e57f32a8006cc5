import { setTimeout as sleep } from "node:timers/promises"

import { isJsonObject } from "./json"
import { newId } from "./secrets"
import { signWebhook, webhookBody, type WebhookMessage, type WebhookSignOptions } from "./webhooks"

/** Waits before each further attempt, in milliseconds. */
const BACKOFF = [100, 300, 900]
const ATTEMPT_TIMEOUT = 15_000

export type ClerkStandInWebhooks = {
  /** Headers for a body of one's own. */
  sign(body: string, options?: WebhookSignOptions): Record<string, string>
  /** A signed event that is not sent. */
  build(type: string, data: unknown, options?: WebhookSignOptions): WebhookMessage
  /** Sends one event, once, and gives the receiver's answer. @throws where there is no url, or nobody answers. */
  deliver(type: string, data: unknown, options?: { url?: string; id?: string; timestamp?: number }): Promise<Response>
  /** Where the events of `users` go from now on; `null`: nowhere. */
  setTarget(url: string | null): void
  /** Resolves when every delivery has succeeded or been given up. */
  idle(): Promise<void>
}

export type WebhookDelivery = ClerkStandInWebhooks & {
  /** Sends an event in the background, with retries under the same `svix-id`. */
  emit(type: string, data: unknown): void
}

/**
 * Sends webhooks as Svix does for Clerk: each event on its own, in no promised order, again when the receiver fails.
 *
 * @param signal - aborts deliveries that are under way
 * @example
 * const target = "http://127.0.0.1:9000/hooks/clerk";
 * const webhooks = createWebhookDelivery({ secret, instanceId, target, log, signal });
 */
export function createWebhookDelivery({
  secret,
  instanceId,
  target,
  log,
  signal,
}: {
  secret: string
  instanceId: string
  target: string | null
  log: (line: string) => void
  signal: AbortSignal
}): WebhookDelivery {
  const pending = new Set<Promise<void>>()

  const sign = (body: string, options?: WebhookSignOptions) => signWebhook(body, { ...options, secret: options?.secret ?? secret })

  const post = (url: string, body: string, headers: Record<string, string>) =>
    fetch(url, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT)]),
    })

  const attempt = async (url: string, body: string, id: string): Promise<{ ok: boolean; outcome: string }> => {
    try {
      const response = await post(url, body, sign(body, { id }))
      await response.body?.cancel()
      return { ok: response.ok, outcome: String(response.status) }
    } catch (error) {
      return { ok: false, outcome: describe(error) }
    }
  }

  const deliverWithRetries = async (url: string, type: string, data: unknown): Promise<void> => {
    const id = newId("msg")
    const body = webhookBody(type, data, instanceId)
    for (const wait of [0, ...BACKOFF]) {
      await sleep(wait, undefined, { signal })
      const { ok, outcome } = await attempt(url, body, id)
      log(`webhook ${type} ${id} ${outcome}`)
      if (ok || signal.aborted) {
        return
      }
    }
    log(`webhook ${type} ${id} given up after ${BACKOFF.length + 1} attempts`)
  }

  return {
    sign,
    build(type, data, options) {
      const body = webhookBody(type, data, instanceId, options?.timestamp)
      return { body, headers: sign(body, options) }
    },
    async deliver(type, data, { url = target ?? undefined, ...options } = {}) {
      if (!url) {
        throw new Error("clerk-stand-in: no webhook url is set; give one, or call webhooks.setTarget(url).")
      }
      const body = webhookBody(type, data, instanceId, options.timestamp)
      return post(url, body, sign(body, options))
    },
    setTarget(url) {
      target = url
    },
    async idle() {
      while (pending.size > 0) {
        await Promise.all(pending)
      }
    },
    emit(type, data) {
      if (target === null) {
        return
      }
      const delivery = deliverWithRetries(target, type, data)
        .catch((error: unknown) => log(`webhook ${type} abandoned: ${describe(error)}`))
        .finally(() => pending.delete(delivery))
      pending.add(delivery)
    },
  }
}

function describe(error: unknown): string {
  return isJsonObject(error) && error.cause ? `${String(error)}: ${String(error.cause)}` : String(error)
}
