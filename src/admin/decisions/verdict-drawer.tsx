import { Button, Drawer, Label, Text, Textarea } from "@medusajs/ui"
import { type FormEvent, type KeyboardEvent, useId, useState } from "react"
import type { Role } from "../api/types"
import { useText } from "../i18n/use-text"
import type { Verdict } from "./conflicts"
import { EmailPreview } from "./email-preview"
import { outcomeOf } from "./use-send-verdict"

const MOST_CHARACTERS = 2_000

const VERBS = { verified: "verify", rejected: "reject", revoked: "revoke" } as const

type Props = {
  /** What the form begins with. */
  verdict: Verdict
  /** The role as the admin saw it when they opened the form. */
  seen: Role
  name: string
  email: string | undefined
  /** Gets what is typed. */
  onClose: (verdict: Verdict) => void
  onDecide: (verdict: Verdict, seen: Role) => void
}

/** Asks for the notes of a decision, and shows the e-mail that goes out with it. */
export const VerdictDrawer = ({ verdict, seen, name, email, onClose, onDecide }: Props) => {
  const { text } = useText()
  const [note, setNote] = useState(verdict.note)
  const [internalNote, setInternalNote] = useState(verdict.internal_note ?? seen.internal_note ?? "")
  const outcome = outcomeOf({ verdict, seen })
  const verb = VERBS[outcome]
  const isTooLong = [note, internalNote].some((value) => value.length > MOST_CHARACTERS)

  const typed: Verdict = {
    is_verified: verdict.is_verified,
    note,
    internal_note: internalNote === (seen.internal_note ?? "") ? undefined : internalNote,
  }

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (!isTooLong) {
      onDecide(typed, seen)
    }
  }
  const submitByKeyboard = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      submit(event)
    }
  }

  return (
    <Drawer open onOpenChange={(open) => !open && onClose(typed)}>
      <Drawer.Content>
        <form onSubmit={submit} onKeyDown={submitByKeyboard} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{text(`decision.${verb}Title`, { name })}</Drawer.Title>
            <Drawer.Description className="sr-only">{text("decision.noteHint")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
            <NoteField
              label={text("decision.note")}
              hint={text("decision.noteHint")}
              placeholder={verdict.is_verified ? undefined : text("decision.notePlaceholder")}
              value={note}
              onChange={setNote}
              autoFocus
            />
            <EmailPreview outcome={outcome} email={email} company={name} note={note} />
            <NoteField
              label={text("decision.internalNote")}
              hint={text("decision.internalNoteHint")}
              value={internalNote}
              onChange={setInternalNote}
            />
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button">
                {text("decision.cancel")}
              </Button>
            </Drawer.Close>
            <Button size="small" variant={verdict.is_verified ? "primary" : "danger"} type="submit" disabled={isTooLong}>
              {text(`decision.${verb}`)}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}

type NoteFieldProps = {
  label: string
  hint: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
}

/** A text of at most 2,000 characters. Says so if there are more. */
export const NoteField = ({ label, hint, placeholder, value, onChange, autoFocus }: NoteFieldProps) => {
  const { text } = useText()
  const id = useId()
  const isTooLong = value.length > MOST_CHARACTERS
  return (
    <div className="flex flex-col gap-y-2">
      <div>
        <Label htmlFor={id} size="small" weight="plus">
          {label}
        </Label>
        <Text
          id={`${id}-hint`}
          size="small"
          className={isTooLong ? "text-ui-fg-error" : "text-ui-fg-subtle"}
          role={isTooLong ? "alert" : undefined}
        >
          {isTooLong ? text("decision.tooLong") : hint}
        </Text>
      </div>
      <Textarea
        id={id}
        rows={4}
        value={value}
        placeholder={placeholder}
        autoFocus={autoFocus}
        aria-describedby={`${id}-hint`}
        aria-invalid={isTooLong}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
