import { Tabs } from "@medusajs/ui"
import type { BusinessCounts } from "../../../api/types"
import { useText } from "../../../i18n/use-text"
import { formatNumber } from "../../../shell/format"
import { countOf, TABS } from "./list-state"

/** The tabs of the list, each with the number of businesses that the search finds in it. */
export const StatusTabs = ({ counts }: { counts: BusinessCounts | undefined }) => {
  const { text, language } = useText()
  return (
    <Tabs.List aria-label={text("list.tabs.label")} className="flex-wrap">
      {TABS.map((tab) => (
        <Tabs.Trigger key={tab} value={tab} className="gap-x-1.5">
          {text(`list.tabs.${tab}`)}
          {counts && <span className="text-ui-fg-subtle tabular-nums">{formatNumber(countOf(tab, counts), language)}</span>}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  )
}
