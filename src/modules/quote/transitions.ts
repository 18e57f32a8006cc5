import type { QuoteActorType, QuoteRow, QuoteStatus } from "./types"

type Transition = { from: readonly QuoteStatus[]; to: QuoteStatus; by: QuoteActorType }

/**
 * Every possible change of status. A database trigger allows the same pairs and rejects all others.
 *
 * `expired` also covers a quote that is `sent` and past `valid_until` before the job has expired it.
 */
export const QUOTE_TRANSITIONS = {
  /** Creates a revision each time. */
  send: { from: ["requested", "sent"], to: "sent", by: "admin" },
  accept: { from: ["sent"], to: "accepted", by: "customer" },
  decline: { from: ["sent"], to: "declined", by: "customer" },
  /** The customer asks for another round. */
  renegotiate: { from: ["sent", "expired"], to: "requested", by: "customer" },
  cancel: { from: ["requested", "sent"], to: "cancelled", by: "customer" },
  reject: { from: ["requested", "sent"], to: "rejected", by: "admin" },
  expire: { from: ["sent"], to: "expired", by: "system" },
} as const satisfies Record<string, Transition>

/** An action that changes a quote's status. */
export type QuoteAction = keyof typeof QUOTE_TRANSITIONS

/** The statuses in which customer and shop still negotiate. */
export const OPEN_STATUSES = ["requested", "sent"] as const satisfies readonly QuoteStatus[]

/** The facts that decide whether an action is possible. */
export type QuoteCondition = {
  status: QuoteStatus
  /** The quote is sent and past `valid_until`. */
  lapsed: boolean
  /** A placement has claimed the quote and is placing its order. */
  accepting: boolean
}

/** The error code and message for a refused action. */
export type TransitionRefusal = { code: "quote_expired" | "invalid_quote_state"; message?: string }

/**
 * Returns why a quote refuses an action, or `undefined` if it allows it.
 *
 * @example
 * refusalOf("accept", { status: "sent", lapsed: true, accepting: false }) // { code: "quote_expired" }
 */
export const refusalOf = (action: QuoteAction, condition: QuoteCondition): TransitionRefusal | undefined => {
  const from: readonly QuoteStatus[] = QUOTE_TRANSITIONS[action].from
  // Expiring is what turns a lapsed quote into an expired one, so it looks at the stored status.
  const status = action === "expire" ? condition.status : effectiveStatus(condition)
  if (condition.accepting) {
    return { code: "invalid_quote_state", message: "The quote is being accepted at this moment. Load it again in a moment." }
  }
  if (from.includes(status)) {
    return undefined
  }
  return refusalIn(status, action)
}

const refusalIn = (status: QuoteStatus, action?: QuoteAction): TransitionRefusal => {
  if (status === "expired") {
    return action === undefined || QUOTE_TRANSITIONS[action].by === "admin"
      ? { code: "quote_expired", message: "The quote has expired. Duplicate it, or wait for the customer to ask for another round." }
      : { code: "quote_expired" }
  }
  return status === "requested"
    ? { code: "invalid_quote_state", message: "The shop has not sent an offer yet. Wait for its answer." }
    : { code: "invalid_quote_state", message: `The quote is ${status} already. Load it again to see what is still possible.` }
}

/**
 * Returns why the draft can no longer change, or `undefined` if it can.
 *
 * @example
 * closedRefusalOf({ status: "accepted", lapsed: false, accepting: false }) // { code: "invalid_quote_state", … }
 */
export const closedRefusalOf = (condition: QuoteCondition): TransitionRefusal | undefined => {
  const status = effectiveStatus(condition)
  const open: readonly QuoteStatus[] = OPEN_STATUSES
  if (open.includes(status)) {
    return undefined
  }
  return refusalIn(status)
}

const effectiveStatus = ({ status, lapsed }: Pick<QuoteCondition, "status" | "lapsed">): QuoteStatus =>
  status === "sent" && lapsed ? "expired" : status

/**
 * Returns the status now: a sent quote past `valid_until` is expired, even before the job has stored that.
 *
 * @example
 * statusNow({ status: "sent", valid_until: yesterday }) // "expired"
 */
export const statusNow = ({ status, valid_until }: Pick<QuoteRow, "status" | "valid_until">): QuoteStatus =>
  effectiveStatus({ status, lapsed: valid_until !== null && valid_until.getTime() <= Date.now() })

/** Returns every allowed pair of statuses as `from>to`, for comparison with the database trigger. */
export const allowedPairs = (): string[] => [
  ...new Set(
    Object.entries(QUOTE_TRANSITIONS).flatMap(([, { from, to }]) =>
      from.filter((status) => status !== to).map((status) => `${status}>${to}`)
    )
  ),
]
