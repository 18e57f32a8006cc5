import type { Labels, State } from "../labels"
import { ALERT, ALERT_PAPER, CALM_PAPER, DONE, DONE_PAPER, GREY } from "../page"
import type { QuoteDocument } from "../types"

/** A status to show, with its colours. */
export type ShownState = State & { ink: string; paper: string }

type Tone = Pick<ShownState, "ink" | "paper">

const CALM: Tone = { ink: GREY, paper: CALM_PAPER }
const GOOD: Tone = { ink: DONE, paper: DONE_PAPER }
const OVER: Tone = { ink: ALERT, paper: ALERT_PAPER }

/**
 * Returns whether the customer can accept the revision now.
 *
 * @example
 * isOnOffer(quote) && "Taxes and shipping are worked out when the quote is accepted."
 */
export const isOnOffer = ({ status, superseded_by }: QuoteDocument): boolean => status === "sent" && !superseded_by

/**
 * Returns the status to show, or `undefined` for a plain offer.
 *
 * @example
 * shownState(quote, labels)?.sentence // "Expired. This quote can no longer be accepted."
 */
export const shownState = (quote: QuoteDocument, { states }: Labels): ShownState | undefined => {
  if (quote.superseded_by) {
    return { ...states.superseded(quote.superseded_by), ...OVER }
  }
  switch (quote.status) {
    case "sent":
      return undefined
    case "requested":
      return quote.revision > 0 ? { ...states.reopened, ...OVER } : { ...states.requested, ...CALM }
    case "accepted":
      return { ...states.accepted, ...GOOD }
    default:
      return { ...states[quote.status], ...OVER }
  }
}
