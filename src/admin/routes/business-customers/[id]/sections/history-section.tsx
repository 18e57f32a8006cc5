import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { HistoryTimeline } from "../../../../account/history-timeline"
import type { HistoryEntry } from "../../../../api/types"
import { useText } from "../../../../i18n/use-text"

/** How many entries are shown before somebody asks for all. */
const SHORT = 5

/** What happened to the role and who did it, the latest first. */
export const HistorySection = ({ history }: { history: HistoryEntry[] }) => {
  const { text } = useText()
  const [isOpen, setIsOpen] = useState(false)
  const entries = [...history].reverse()
  const hidden = isOpen ? 0 : Math.max(0, entries.length - SHORT)
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("detail.history")}</Heading>
      </div>
      <div className="px-6 py-4">
        {entries.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle">
            {text("detail.historyEmpty")}
          </Text>
        ) : (
          <HistoryTimeline entries={hidden > 0 ? entries.slice(0, SHORT) : entries} />
        )}
        {hidden > 0 && (
          <Button size="small" variant="transparent" onClick={() => setIsOpen(true)}>
            {text("detail.historyMore", { count: hidden })}
          </Button>
        )}
      </div>
    </Container>
  )
}
