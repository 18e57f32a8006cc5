import { ExclamationCircleSolid } from "@medusajs/icons"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useEffect, useRef } from "react"
import { differences } from "../../../../account/changes"
import type { HistoryEntry, Role } from "../../../../api/types"
import { outcomeOf } from "../../../../decisions/use-send-verdict"
import { useText } from "../../../../i18n/use-text"
import type { DecisionFlow } from "../use-decision"

type Props = { role: Role; history: HistoryEntry[]; decision: DecisionFlow }

/** Says what has changed since the admin decided, and asks again with the note they wrote. */
export const ConflictSection = ({ role, history, decision }: Props) => {
  const { text } = useText()
  const notice = useRef<HTMLDivElement>(null)
  const { conflict } = decision
  useEffect(() => {
    if (conflict) {
      notice.current?.focus()
    }
  }, [conflict])
  if (!conflict) {
    return null
  }
  const { verdict, seen } = conflict
  const statusOf = (status: Role["verification_status"]) => text(`status.${status}`)
  const changes = [
    ...(seen.verification_status === role.verification_status
      ? []
      : [{ label: text("detail.fields.status"), before: statusOf(seen.verification_status), after: statusOf(role.verification_status) }]),
    ...differences(seen, role).map(({ field, before, after }) => ({
      label: text(`detail.fields.${field}`),
      before: before ?? text("none"),
      after: after ?? text("none"),
    })),
  ]
  const actor = history.at(-1)?.actor_name
  const isPossible = verdict.is_verified
    ? role.verification_status !== "verified"
    : ["pending", "verified"].includes(role.verification_status)
  return (
    <Container className="divide-y p-0">
      <div className="flex items-start gap-x-3 px-6 py-4">
        <ExclamationCircleSolid className="text-ui-tag-orange-icon mt-1" aria-hidden />
        <div role="alert" ref={notice} tabIndex={-1} className="outline-none">
          <Heading level="h2">{text("decision.conflictTitle")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {text("decision.conflictText")}
          </Text>
        </div>
      </div>
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
            {text(`decision.again.${outcomeOf({ verdict, seen: role })}`)}
          </Button>
        )}
      </div>
    </Container>
  )
}
