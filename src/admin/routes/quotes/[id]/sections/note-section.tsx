import { Container, Heading, Text, Textarea } from "@medusajs/ui"
import { useText } from "../../../../i18n/use-text"
import type { Draft } from "../use-draft"

const MOST_CHARACTERS = 5_000

/** The note that only admins see. It is saved like the rest of the draft. */
export const NoteSection = ({ draft, canEdit }: { draft: Draft; canEdit: boolean }) => {
  const { text } = useText()
  const note = draft.quote.internal_note
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("decision.internalNote")}</Heading>
      </div>
      <div className="flex flex-col gap-y-2 px-6 py-4">
        {canEdit ? (
          <>
            <Textarea
              rows={3}
              aria-label={text("decision.internalNote")}
              maxLength={MOST_CHARACTERS}
              value={note ?? ""}
              onChange={(event) => draft.change({ internal_note: event.target.value || null })}
              onBlur={() => void draft.flush()}
            />
            <Text size="small" className="text-ui-fg-subtle">
              {text("decision.internalNoteHint")}
            </Text>
          </>
        ) : (
          <Text size="small" className={note ? "whitespace-pre-wrap break-words" : "text-ui-fg-subtle"}>
            {note ?? text("none")}
          </Text>
        )}
      </div>
    </Container>
  )
}
