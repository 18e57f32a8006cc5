import type { QuoteStatus } from "medusa-customer-role-storefront"
import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { STATE_TONES } from "../quote-state"

/** The state of a quote in a word. */
export const QuoteBadge = ({ state }: { state: QuoteStatus }) => {
  const t = useTranslations("quotes.states")
  return <Badge tone={STATE_TONES[state]}>{t(state)}</Badge>
}
