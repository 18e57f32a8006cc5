import { Text } from "@medusajs/ui"
import type { HistoryEntry } from "../api/types"
import { type TextKey, useText } from "../i18n/use-text"
import { TimelineItem } from "../shell/timeline"
import { differences } from "./changes"

const TITLES: Record<string, TextKey | undefined> = {
  created: "history.created",
  account_type_changed: "history.account_type_changed",
  details_changed: "history.details_changed",
  pending: "history.pending",
  verified: "history.verified",
  rejected: "history.rejected",
  revoked: "history.revoked",
  note_changed: "history.note_changed",
  disabled: "history.disabled",
  enabled: "history.enabled",
  deleted: "history.deleted",
  claim_refused: "history.claim_refused",
  corrected: "history.corrected",
  email_changed: "history.email_changed",
  email_conflict: "history.email_conflict",
  imported: "history.imported",
  impersonated: "history.impersonated",
  access_denied: "history.access_denied",
  erased: "history.erased",
}

/** Entries of a role's history as a timeline that names who acted. */
export const HistoryTimeline = ({ entries }: { entries: HistoryEntry[] }) => (
  <ol className="flex flex-col gap-y-0.5">
    {entries.map((entry, index) => (
      <TimelineEntry key={entry.id} entry={entry} isLast={index === entries.length - 1} />
    ))}
  </ol>
)

const TimelineEntry = ({ entry, isLast }: { entry: HistoryEntry; isLast: boolean }) => {
  const { text } = useText()
  const title = TITLES[entry.type]
  const changes = entry.before && entry.after ? differences(entry.before, entry.after) : []
  return (
    <TimelineItem title={title ? text(title) : text("history.other", { type: entry.type })} time={entry.created_at} isLast={isLast}>
      <Text size="small" className="text-ui-fg-subtle break-words">
        {actorOf(entry, text)}
      </Text>
      {changes.map(({ field, before, after }) => (
        <Text key={field} size="small" className="text-ui-fg-subtle break-words">
          {text("history.change", {
            field: text(`detail.fields.${field}`),
            before: valueOf(before, text),
            after: valueOf(after, text),
          })}
        </Text>
      ))}
      {entry.note && (
        <Text size="small" className="text-ui-fg-base whitespace-pre-wrap break-words">
          {entry.note}
        </Text>
      )}
    </TimelineItem>
  )
}

const valueOf = (value: string | null, text: ReturnType<typeof useText>["text"]): string => {
  if (value === "individual" || value === "business") {
    return text(`accountType.${value}`)
  }
  return value ?? text("none")
}

const actorOf = ({ actor_type, actor_name, actor_id, impersonator_id }: HistoryEntry, text: ReturnType<typeof useText>["text"]): string => {
  if (impersonator_id) {
    return text("history.by.impersonator", { name: impersonator_id })
  }
  if (actor_type === "admin" && !actor_name) {
    return text("history.by.adminUnknown")
  }
  return text(`history.by.${actor_type}`, { name: actor_name ?? actor_id ?? "" })
}
