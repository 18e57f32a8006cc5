import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Container, Heading, StatusBadge } from "@medusajs/ui"
import type { RoleSync } from "../../../api/role-sync"
import { useText } from "../../../i18n/use-text"
import { formatNumber } from "../../../shell/format"

const COLORS = { received: "orange", applied: "green", ignored: "grey", failed: "red" } as const

/** The last webhook, how the others went, and the queue of roles that Clerk does not have yet. */
export const StateSection = ({ state: { last_webhook, counts, write_back } }: { state: RoleSync }) => {
  const { text, language } = useText()
  const { getFullDate } = useDate()
  const count = (value: number) => formatNumber(value, language)
  const time = (date: string) => getFullDate({ date, includeTime: true })
  return (
    <>
      <Container className="divide-y p-0">
        <div className="px-6 py-4">
          <Heading level="h2">{text("sync.webhooks.title")}</Heading>
        </div>
        <SectionRow title={text("sync.webhooks.last")} value={last_webhook ? time(last_webhook.received_at) : text("sync.webhooks.none")} />
        {last_webhook && (
          <SectionRow
            title={last_webhook.type}
            value={<StatusBadge color={COLORS[last_webhook.outcome]}>{text(`sync.outcome.${last_webhook.outcome}`)}</StatusBadge>}
          />
        )}
        <SectionRow title={text("sync.outcome.applied")} value={count(counts.applied)} />
        <SectionRow title={text("sync.outcome.ignored")} value={count(counts.ignored)} />
        <SectionRow title={text("sync.outcome.failed")} value={count(counts.failed)} />
      </Container>
      <Container className="divide-y p-0">
        <div className="px-6 py-4">
          <Heading level="h2">{text("sync.writeBack.title")}</Heading>
        </div>
        <SectionRow title={text("sync.writeBack.waiting")} value={count(write_back.waiting)} />
        <SectionRow title={text("sync.writeBack.failing")} value={count(write_back.failing)} />
        <SectionRow title={text("sync.writeBack.oldest")} value={write_back.oldest_since ? time(write_back.oldest_since) : "-"} />
      </Container>
    </>
  )
}
