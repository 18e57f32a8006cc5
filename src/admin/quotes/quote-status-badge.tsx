import { StatusBadge } from "@medusajs/ui"
import type { QuoteStatus } from "../api/quote-types"
import { useText } from "../i18n/use-text"

const COLORS = {
  requested: "orange",
  sent: "blue",
  accepted: "green",
  declined: "red",
  rejected: "red",
  expired: "grey",
  cancelled: "grey",
} as const

/** Shows the state of a quote. */
export const QuoteStatusBadge = ({ status }: { status: QuoteStatus }) => {
  const { text } = useText()
  return <StatusBadge color={COLORS[status]}>{text(`quotes.status.${status}`)}</StatusBadge>
}
