import fc from "fast-check"

/**
 * A model of what customers, shop and time do to a quote, with the expected answers. Independent of the code in `src/`,
 * so that both cannot share a mistake.
 */
export type QuoteModel = {
  status: "requested" | "sent" | "accepted" | "declined" | "expired" | "cancelled" | "rejected"
  revision: number
  /** Sent and past `valid_until`. */
  lapsed: boolean
  /** The price of the line in the draft and in each revision. */
  draft: number
  offered: number[]
  /** The company of the customer now, and at the last revision. */
  company: string
  sentTo: string
}

export type Move =
  | { who: "customer" | "another customer"; does: "read" | "decline" | "cancel" | "renegotiate" | "write" }
  | { who: "customer" | "another customer"; does: "accept"; revision: "last" | "earlier" | "later" }
  | { who: "customer"; does: "move to another company" | "move back" }
  | { who: "shop"; does: "read" | "send" | "reject" | "write" }
  | { who: "shop"; does: "reprice"; price: number }
  | { who: "time"; does: "pass" | "expire" }

/** The expected answer. */
export type Expected = { status: number; code?: string }

export const newQuote = (price: number): QuoteModel => ({
  status: "requested",
  revision: 0,
  lapsed: false,
  draft: price,
  offered: [price],
  company: "Cedar GmbH",
  sentTo: "Cedar GmbH",
})

const OK: Expected = { status: 200 }
const refused = (code: string): Expected => ({ status: 409, code })

/** Returns the effective status: a lapsed quote counts as expired, even before the job has expired it. */
const standing = ({ status, lapsed }: QuoteModel): QuoteModel["status"] => (status === "sent" && lapsed ? "expired" : status)

const outOf = (quote: QuoteModel, from: QuoteModel["status"][], change: Partial<QuoteModel>): { expected: Expected; next: QuoteModel } => {
  const state = standing(quote)
  if (from.includes(state)) {
    return { expected: OK, next: { ...quote, ...change } }
  }
  return { expected: refused(state === "expired" ? "quote_expired" : "invalid_quote_state"), next: quote }
}

/** Returns the number of the revision that a move names. */
export const revisionOf = (quote: QuoteModel, which: "last" | "earlier" | "later"): number =>
  ({ last: Math.max(quote.revision, 1), earlier: Math.max(quote.revision - 1, 1), later: quote.revision + 1 })[which]

const accept = (quote: QuoteModel, revision: number): { expected: Expected; next: QuoteModel } => {
  const decided = outOf(quote, ["sent"], { status: "accepted" })
  if (decided.expected.status !== 200) {
    return decided
  }
  if (revision !== quote.revision) {
    return { expected: refused("revision_superseded"), next: quote }
  }
  return quote.company === quote.sentTo ? decided : { expected: refused("buyer_changed"), next: quote }
}

/** Returns the expected answer to a move, and the quote after it. */
export const move = (quote: QuoteModel, made: Move): { expected: Expected; next: QuoteModel } => {
  if (made.who === "another customer") {
    return { expected: { status: 404, code: "not_found" }, next: quote }
  }
  switch (made.does) {
    case "read":
    case "write":
      return { expected: OK, next: quote }
    case "decline":
      return outOf(quote, ["sent"], { status: "declined" })
    case "cancel":
      return outOf(quote, ["requested", "sent"], { status: "cancelled" })
    case "renegotiate":
      return outOf(quote, ["sent", "expired"], { status: "requested", lapsed: false })
    case "accept":
      return accept(quote, revisionOf(quote, made.revision))
    case "move to another company":
      return { expected: OK, next: { ...quote, company: "Oak AG" } }
    case "move back":
      return { expected: OK, next: { ...quote, company: "Cedar GmbH" } }
    case "send":
      return outOf(quote, ["requested", "sent"], {
        status: "sent",
        revision: quote.revision + 1,
        lapsed: false,
        offered: [...quote.offered, quote.draft],
        sentTo: quote.company,
      })
    case "reject":
      return outOf(quote, ["requested", "sent"], { status: "rejected" })
    case "reprice":
      return outOf(quote, ["requested", "sent"], { draft: made.price })
    case "pass":
      return { expected: OK, next: quote.status === "sent" ? { ...quote, lapsed: true } : quote }
    case "expire":
      return { expected: OK, next: quote.status === "sent" && quote.lapsed ? { ...quote, status: "expired", lapsed: false } : quote }
  }
}

const customer = fc.constantFrom("customer" as const, "customer" as const, "customer" as const, "another customer" as const)

/** One move. Moves that advance a negotiation are more likely. */
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ who: customer, does: fc.constantFrom("read", "decline", "cancel", "renegotiate", "renegotiate", "write") }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      who: customer,
      does: fc.constant("accept" as const),
      revision: fc.constantFrom("last", "last", "earlier", "later"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ who: fc.constant("customer" as const), does: fc.constantFrom("move to another company", "move back") }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ who: fc.constant("shop" as const), does: fc.constantFrom("send", "send", "send", "reject", "write", "read") }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant("shop" as const),
      does: fc.constant("reprice" as const),
      price: fc.integer({ min: 0, max: 5_000 }).map((cents) => cents / 100),
    }),
  },
  { weight: 3, arbitrary: fc.record({ who: fc.constant("time" as const), does: fc.constantFrom("pass", "expire") }) }
)

/** A negotiation: moves in order. */
export const negotiations = fc.array(anyMove, { minLength: 4, maxLength: 24, size: "max" })
