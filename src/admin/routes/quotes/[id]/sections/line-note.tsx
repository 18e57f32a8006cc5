import { Input, Text } from "@medusajs/ui"
import { type KeyboardEvent, useRef, useState } from "react"
import { useText } from "../../../../i18n/use-text"

const MOST_CHARACTERS = 1_000

type Props = {
  /** What the line is called. */
  name: string
  note: string | null
  canEdit: boolean
  /** Gets the note while it is typed, so that leaving the page loses no word. */
  onChange: (note: string | null) => void
  onLeave: () => void
}

/** What the customer reads below a line, edited in place. `Escape` gives the note of before back. */
export const LineNote = ({ name, note, canEdit, onChange, onLeave }: Props) => {
  const { text } = useText()
  const [typed, setTyped] = useState<string>()
  const before = useRef<string | null>(null)

  const handOver = (next: string | null) => {
    if (next !== note) {
      onChange(next)
    }
  }
  const type = (next: string) => {
    setTyped(next)
    handOver(next.trim() || null)
  }
  const leave = () => {
    setTyped(undefined)
    onLeave()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      handOver(before.current)
      leave()
    }
    if (event.key === "Enter") {
      event.preventDefault()
      leave()
    }
  }
  if (typed !== undefined) {
    return (
      <Input
        size="small"
        autoFocus
        maxLength={MOST_CHARACTERS}
        aria-label={text("quotes.detail.noteOn", { name })}
        placeholder={text("quotes.detail.noteHint")}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
    )
  }
  if (!canEdit) {
    return note ? (
      <Text size="small" className="text-ui-fg-subtle break-words">
        “{note}”
      </Text>
    ) : null
  }
  return (
    <span className="flex items-start justify-between gap-x-2">
      {note && (
        <Text size="small" className="text-ui-fg-subtle min-w-0 break-words">
          “{note}”
        </Text>
      )}
      <button
        type="button"
        className="txt-compact-small text-ui-fg-subtle hover:text-ui-fg-base transition-fg focus-visible:shadow-borders-focus shrink-0 rounded-md outline-none"
        aria-label={text(note ? "quotes.detail.editNoteOn" : "quotes.detail.addNoteTo", { name })}
        onClick={() => {
          before.current = note
          setTyped(note ?? "")
        }}
      >
        {text(note ? "quotes.detail.editNote" : "quotes.detail.addNote")}
      </button>
    </span>
  )
}
