import { ExclamationCircleSolid } from "@medusajs/icons"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import { differences } from "../../../../account/changes"
import { possibleDecisions } from "../../../../account/possible-decisions"
import type { HistoryEntry, Role } from "../../../../api/types"
import { outcomeOf } from "../../../../decisions/use-send-verdict"
import { useText } from "../../../../i18n/use-text"
import type { DecisionFlow } from "../use-decision"

type Props = { role: Role; history: HistoryEntry[]; decision: DecisionFlow }

const VERBS = { verified: "decision.verify", rejected: "decision.reject", revoked: "decision.revoke" } as const

/** Says why a decision was not taken and what has changed since, and asks again with the note that the admin wrote. */
export const ConflictSection = ({ role, history, decision }: Props) => {
  const { text } = useText()
  const notice = useRef<HTMLDivElement>(null)
  const { conflict } = decision
  useEffect(() => {
    if (conflict) {
      notice.current?.focus()
    }
  }, [conflict])
  // While the decision waits once more, a second one would be refused because of the first.
  if (!conflict || decision.waiting) {
    return null
  }
  const { verdict, seen, reason } = conflict
  const statusOf = ({ deleted_at, disabled_at, verification_status }: Role) =>
    [text(deleted_at ? "closed" : `status.${verification_status}`), ...(disabled_at ? [text("disabled")] : [])].join(", ")
  const changes = [
    { label: text("detail.fields.status"), before: statusOf(seen), after: statusOf(role) },
    ...differences(seen, role).map(({ field, before, after }) => ({
      label: text(`detail.fields.${field}`),
      before: before ?? text("none"),
      after: after ?? text("none"),
    })),
    { label: text("detail.internalNote"), before: seen.internal_note ?? text("none"), after: role.internal_note ?? text("none") },
  ].filter(({ before, after }) => before !== after)
  const actor = history.at(-1)?.actor_name
  const { canVerify, canReject } = possibleDecisions(role)
  const isPossible = verdict.is_verified ? canVerify : canReject
  const outcome = outcomeOf({ verdict, seen: role })
  return (
    <Container className="divide-y p-0">
      <div className="flex items-start gap-x-3 px-6 py-4">
        <ExclamationCircleSolid className="text-ui-tag-orange-icon mt-1" aria-hidden />
        <div role="alert" ref={notice} tabIndex={-1} className="outline-none">
          <Heading level="h2">{text(reason === "changed" ? "decision.conflictTitle" : "decision.failedTitle")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {text(reason === "changed" ? "decision.conflictText" : "decision.failedText")}
          </Text>
        </div>
      </div>
      {(changes.length > 0 || verdict.note) && (
        <ul className="flex flex-col gap-y-2 px-6 py-4">
          {changes.map(({ label, before, after }) => (
            <li key={label}>
              <Text size="small" className="break-words">
                {text("decision.conflictField", { field: label, before, after })} {actor && text("history.by.admin", { name: actor })}
              </Text>
            </li>
          ))}
          {verdict.note && (
            <li>
              <Text size="small" className="text-ui-fg-subtle whitespace-pre-wrap break-words">
                {text("decision.email.note")} {verdict.note}
              </Text>
            </li>
          )}
        </ul>
      )}
      <div className="flex items-center justify-end gap-x-2 px-6 py-4">
        <Button size="small" variant="secondary" onClick={decision.dismiss}>
          {text("decision.keep")}
        </Button>
        {isPossible && (
          <Button
            size="small"
            variant={verdict.is_verified ? "primary" : "danger"}
            onClick={() => (verdict.is_verified ? decision.decide(verdict) : decision.open(false))}
          >
            {text(reason === "changed" ? `decision.again.${outcome}` : VERBS[outcome])}
          </Button>
        )}
      </div>
    </Container>
  )
}
