import type { QuoteActorType, QuoteRow, QuoteStatus } from "./types"

type Transition = { from: readonly QuoteStatus[]; to: QuoteStatus; by: QuoteActorType }

/**
 * Every change of state that there is. A trigger of the database knows the same pairs and refuses any other.
 *
 * `expired` stands for a quote that is `sent` and past its time as well, whether or not that has been noted yet.
 */
export const QUOTE_TRANSITIONS = {
  /** Each time makes a revision. */
  send: { from: ["requested", "sent"], to: "sent", by: "admin" },
  accept: { from: ["sent"], to: "accepted", by: "customer" },
  decline: { from: ["sent"], to: "declined", by: "customer" },
  /** The customer asks for another round. */
  renegotiate: { from: ["sent", "expired"], to: "requested", by: "customer" },
  cancel: { from: ["requested", "sent"], to: "cancelled", by: "customer" },
  reject: { from: ["requested", "sent"], to: "rejected", by: "admin" },
  expire: { from: ["sent"], to: "expired", by: "system" },
} as const satisfies Record<string, Transition>

/** What changes a quote's state. */
export type QuoteAction = keyof typeof QUOTE_TRANSITIONS

/** The states in which customer and shop still negotiate. */
export const OPEN_STATUSES = ["requested", "sent"] as const satisfies readonly QuoteStatus[]

/** What decides whether an action is possible. */
export type Standing = {
  status: QuoteStatus
  /** It was sent, and the time it is valid for has passed. */
  lapsed: boolean
  /** Its order is being placed. */
  accepting: boolean
}

/** Why an action is refused, as a code of the catalogue with its message. */
export type TransitionRefusal = { code: "quote_expired" | "invalid_quote_state"; message?: string }

/**
 * Why a quote does not allow an action; `undefined` where it does.
 *
 * @example
 * refusalOf("accept", { status: "sent", lapsed: true, accepting: false }) // { code: "quote_expired" }
 */
export const refusalOf = (action: QuoteAction, standing: Standing): TransitionRefusal | undefined => {
  const from: readonly QuoteStatus[] = QUOTE_TRANSITIONS[action].from
  // Whether it has expired is what expiring finds out.
  const status = action === "expire" ? standing.status : effectiveStatus(standing)
  if (standing.accepting) {
    return { code: "invalid_quote_state", message: "The quote is being accepted at this moment. Load it again shortly." }
  }
  if (from.includes(status)) {
    return undefined
  }
  return refusalIn(status, action)
}

/** What is said to whoever comes too late, or too early. */
const refusalIn = (status: QuoteStatus, action?: QuoteAction): TransitionRefusal => {
  if (status === "expired") {
    return action === undefined || QUOTE_TRANSITIONS[action].by === "admin"
      ? { code: "quote_expired", message: "The quote has expired. The customer can ask for another round, or it can be duplicated." }
      : { code: "quote_expired" }
  }
  return status === "requested"
    ? { code: "invalid_quote_state", message: "The shop has not answered with an offer yet." }
    : { code: "invalid_quote_state", message: `The quote has been ${status} already, which does not allow this.` }
}

/**
 * Why the draft of a quote can no longer be changed; `undefined` where it can.
 *
 * @example
 * closedRefusalOf({ status: "accepted", lapsed: false, accepting: false }) // { code: "invalid_quote_state", … }
 */
export const closedRefusalOf = (standing: Standing): TransitionRefusal | undefined => {
  const status = effectiveStatus(standing)
  const open: readonly QuoteStatus[] = OPEN_STATUSES
  if (open.includes(status)) {
    return undefined
  }
  return refusalIn(status)
}

const effectiveStatus = ({ status, lapsed }: Pick<Standing, "status" | "lapsed">): QuoteStatus => (status === "sent" && lapsed ? "expired" : status)

/**
 * Where a quote stands: an offer whose time has passed is none, whether or not that has been noted yet.
 *
 * @example
 * statusNow({ status: "sent", valid_until: yesterday }) // "expired"
 */
export const statusNow = ({ status, valid_until }: Pick<QuoteRow, "status" | "valid_until">): QuoteStatus =>
  effectiveStatus({ status, lapsed: valid_until !== null && valid_until.getTime() <= Date.now() })

/** Every pair of states that a quote may go through, as the database has them. */
export const allowedPairs = (): string[] => [
  ...new Set(
    Object.entries(QUOTE_TRANSITIONS).flatMap(([, { from, to }]) => from.filter((status) => status !== to).map((status) => `${status}>${to}`))
  ),
]
