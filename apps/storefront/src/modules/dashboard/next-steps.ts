import type { OpenCart } from "../cart/cart"
import type { ListedOrder } from "../account/orders/orders"

/** A quote as far as the next steps are concerned. */
export type NextQuote = {
  id: string
  number: string
  status: string
  valid_until: string | null
  total: number | null
  currency_code: string
}

/** Something that a business might do next. */
export type NextStep =
  | { kind: "answerQuote"; quote: NextQuote; validUntil: string; isUrgent: boolean }
  | { kind: "finishCart"; cart: OpenCart }
  | { kind: "reorder"; order: ListedOrder }
  | { kind: "addAddress" }
  | { kind: "askForQuote" }

/** An offer that ends within this time is urgent. Three days, in milliseconds. */
const SOON = 3 * 24 * 60 * 60 * 1000

/** How many steps fit on the page. */
const STEPS = 3

/**
 * Returns at most three things to do next, the most pressing first: an offer that ends soon, what was begun, what comes
 * back regularly. A business without a past gets the first steps instead.
 *
 * @example
 * const steps = nextSteps({ quotes, orders, cart, addressCount: 2, now: new Date() })
 */
export const nextSteps = ({
  quotes,
  orders,
  cart,
  addressCount,
  now,
}: {
  /** `null` if they could not be loaded. */
  quotes: readonly NextQuote[] | null
  /** The newest first. */
  orders: readonly ListedOrder[]
  cart: OpenCart | null
  addressCount: number
  now: Date
}): NextStep[] => {
  const offers = (quotes ?? [])
    .flatMap((quote) => (quote.status === "sent" && quote.valid_until ? [{ quote, validUntil: quote.valid_until }] : []))
    .filter(({ validUntil }) => Date.parse(validUntil) > now.getTime())
    .sort((one, other) => Date.parse(one.validUntil) - Date.parse(other.validUntil))
    .map(
      ({ quote, validUntil }): NextStep => ({
        kind: "answerQuote",
        quote,
        validUntil,
        isUrgent: Date.parse(validUntil) - now.getTime() <= SOON,
      })
    )
  const last = orders.find(({ state }) => state !== "cancelled")
  const steps: NextStep[] = [
    ...offers.slice(0, 1),
    ...(cart ? [{ kind: "finishCart" as const, cart }] : []),
    ...(last ? [{ kind: "reorder" as const, order: last }] : []),
    ...offers.slice(1),
    ...(addressCount === 0 ? [{ kind: "addAddress" as const }] : []),
    ...(quotes?.length === 0 ? [{ kind: "askForQuote" as const }] : []),
  ]
  return steps.slice(0, STEPS)
}
