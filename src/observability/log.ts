import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * Every line that this plugin logs: its level and the fields it may carry. Fields hold ids, codes and numbers, never an
 * e-mail address, a name, a company or a tax id.
 *
 * @see docs/observability.md
 */
export const LOG_EVENTS = {
  "customer_role.synced": { level: "info", fields: ["trigger", "outcome", "customer_id", "clerk_user_id", "code", "seconds"] },
  "customer_role.sync_refused": { level: "warn", fields: ["trigger", "clerk_user_id", "code", "seconds"] },
  "customer_role.sync_failed": { level: "error", fields: ["trigger", "clerk_user_id", "code", "seconds"] },
  "customer_role.closed": { level: "info", fields: ["clerk_user_id", "reason"] },
  "customer_role.corrected": { level: "info", fields: ["customer_id", "clerk_user_id", "actor_type", "actor_id"] },
  "customer_role.email_conflict": { level: "warn", fields: ["customer_id", "clerk_user_id", "code"] },
  "customer_role.access_denied": {
    level: "info",
    fields: ["customer_id", "clerk_user_id", "feature", "code", "action", "impersonator_id"],
  },
  "customer_role.trusted_failed": { level: "error", fields: ["code"] },
  "customer_role.impersonated": { level: "info", fields: ["customer_id", "clerk_user_id", "action", "impersonator_id"] },
  "customer_role.webhook_handled": { level: "info", fields: ["svix_id", "type", "outcome", "reason", "clerk_user_id", "lag_seconds"] },
  "customer_role.webhook_rejected": { level: "warn", fields: ["code"] },
  "customer_role.webhook_failed": { level: "error", fields: ["svix_id", "type", "reason", "clerk_user_id"] },
  "customer_role.written_back": { level: "debug", fields: ["customer_id", "clerk_user_id", "outcome", "seconds"] },
  "customer_role.write_back_failed": { level: "warn", fields: ["customer_id", "clerk_user_id", "code", "attempts", "retry_in_seconds"] },
  "customer_role.reconciliation_started": { level: "info", fields: ["reconciliation_id", "dry_run", "resumed", "users"] },
  "customer_role.reconciliation_finished": {
    level: "info",
    fields: ["reconciliation_id", "dry_run", "users", "equal", "different", "mended", "closed", "requests", "seconds"],
  },
  "customer_role.reconciliation_interrupted": { level: "warn", fields: ["reconciliation_id", "dry_run", "users", "code"] },
  "customer_role.reconciliation_failed": { level: "error", fields: ["reconciliation_id", "dry_run", "users", "code"] },
  "customer_role.differs": { level: "warn", fields: ["clerk_user_id", "customer_id", "kind", "reason"] },
  "customer_role.quantity_rule_ignored": { level: "warn", fields: ["rule", "product_id", "variant_id"] },
  "customer_role.bulk_order_path": { level: "info", fields: ["path", "reason", "hooks"] },
  "customer_role.quote_acceptance_path": { level: "warn", fields: ["path", "hooks"] },
  "customer_role.skus_not_followed": { level: "warn", fields: ["reason"] },
  "customer_role.bulk_order_settled": { level: "warn", fields: ["bulk_order_id", "order_id", "outcome"] },
  "customer_role.bulk_order_not_settled": { level: "error", fields: ["bulk_order_id", "order_id", "code"] },
  "customer_role.notification_failed": { level: "warn", fields: ["customer_id", "quote_id", "template", "code"] },
  "customer_role.attachment_unreadable": { level: "warn", fields: ["attachment_id", "code"] },
  "customer_role.database_away": { level: "error", fields: ["method", "reason"] },
  "customer_role.token_refused": { level: "warn", fields: ["reason", "azp", "authorized_parties", "refused"] },
  "customer_role.file_not_deleted": { level: "error", fields: ["file_id"] },
} as const satisfies Record<string, { level: "error" | "warn" | "info" | "debug"; fields: string[] }>

/** The name of a log line: a key of {@link LOG_EVENTS}. */
export type LogEventName = keyof typeof LOG_EVENTS

type LogValue = string | number | boolean | null | undefined

/** The fields that a line may carry. The line omits fields that are `null` or missing. */
export type LogFields<Name extends LogEventName> = Partial<Record<(typeof LOG_EVENTS)[Name]["fields"][number], LogValue>>

/**
 * Logs one line: the event name, then its fields as `key=value` (logfmt) in the order of {@link LOG_EVENTS}. Medusa's
 * logger accepts text only; in production it wraps the line in JSON as `message`.
 *
 * @example
 * logEvent(container, "customer_role.synced", { trigger: "request", outcome: "created", customer_id: "cus_123" })
 * // customer_role.synced trigger=request outcome=created customer_id=cus_123
 */
export const logEvent = <Name extends LogEventName>(
  container: Pick<MedusaContainer, "resolve">,
  name: Name,
  fields: LogFields<Name>
): void => {
  container.resolve(ContainerRegistrationKeys.LOGGER)[LOG_EVENTS[name].level](toLogLine(name, fields))
}

/**
 * Returns the text of a log line. Line breaks in values are escaped, so that no value can forge a second line.
 *
 * @example
 * toLogLine("customer_role.webhook_rejected", { code: "invalid_signature" })
 */
export const toLogLine = <Name extends LogEventName>(name: Name, fields: LogFields<Name>): string => {
  const values: Record<string, LogValue> = fields
  const pairs = LOG_EVENTS[name].fields.flatMap((key) => toPair(key, values[key]))
  return [name, ...pairs].join(" ")
}

const toPair = (key: string, value: LogValue): string[] => {
  if (value === null || value === undefined) {
    return []
  }
  return [`${key}=${typeof value === "number" ? toNumber(value) : toText(String(value))}`]
}

/** Rounds to three decimals: durations are in seconds, and a millisecond is precise enough. */
const toNumber = (value: number): string => String(Math.round(value * 1_000) / 1_000)

/** Callers choose some of the ids, and may make them very long. */
const MAX_LENGTH = 256

const BARE = /^[\w.:/@-]+$/

/** Characters that JSON does not escape, although a terminal or log collector reads them as commands or line breaks. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const toText = (value: string): string => {
  const short = value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value
  return BARE.test(short) ? short : JSON.stringify(short).replace(UNPRINTABLE, toEscape)
}

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
