import type { Quote, QuoteStatus } from "medusa-customer-role-storefront"
import type { Tone } from "@/components/ui/badge"

/** How a state looks: green is agreed, amber waits for the shop, blue asks the customer. */
export const STATE_TONES: Record<QuoteStatus, Tone> = {
  requested: "wait",
  sent: "ask",
  accepted: "go",
  declined: "calm",
  expired: "calm",
  cancelled: "calm",
  rejected: "stop",
}

/**
 * Returns the state that counts: an offer past its date has expired, even before the shop's list says so.
 *
 * @example
 * const state = quoteStateOf(quote, now)
 */
export const quoteStateOf = ({ status, valid_until }: Pick<Quote, "status" | "valid_until">, now: Date): QuoteStatus =>
  status === "sent" && valid_until !== null && Date.parse(valid_until) <= now.getTime() ? "expired" : status

/** Returns since when the shop has something to answer. */
export const waitingSince = ({
  created_at,
  timeline,
}: {
  created_at: string
  timeline: Pick<Quote["timeline"][number], "to_status" | "created_at">[]
}): string =>
  timeline.findLast(({ to_status }, at) => to_status === "requested" && timeline[at - 1]?.to_status !== "requested")?.created_at ??
  created_at
