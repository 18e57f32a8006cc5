import { ClockSolid } from "@medusajs/icons"
import { Button, Container, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useText } from "../i18n/use-text"

type Props = { sentence: string; seconds: number; onCancel: () => void; onSend: () => void; children?: ReactNode }

/** Says which decision waits and how long, and lets the admin cancel it or send it at once. */
export const WaitingBar = ({ sentence, seconds, onCancel, onSend, children }: Props) => {
  const { text } = useText()
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div className="flex items-center gap-x-3">
          <ClockSolid className="text-ui-tag-orange-icon" aria-hidden />
          <div>
            <Text size="small" leading="compact" weight="plus">
              <span role="status">{sentence}</span> {/* A countdown that is read aloud each second would drown everything else. */}
              <span aria-hidden>{text("decision.inSeconds", { seconds })}</span>
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {text("decision.leaveHint")}
            </Text>
          </div>
        </div>
        <div className="flex items-center gap-x-2">
          <Button size="small" variant="secondary" onClick={onCancel}>
            {text("decision.cancelDecision")}
          </Button>
          <Button size="small" variant="transparent" onClick={onSend}>
            {text("decision.now")}
          </Button>
        </div>
      </div>
      {children && <div className="px-6 py-4">{children}</div>}
    </Container>
  )
}
