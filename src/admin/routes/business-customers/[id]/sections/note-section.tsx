import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { Permissions } from "../../../../api/permissions"
import { failureOf, roleKeys, writeNote } from "../../../../api/roles"
import type { Role } from "../../../../api/types"
import { NoteField } from "../../../../decisions/verdict-drawer"
import { useText } from "../../../../i18n/use-text"
import { LeaveGuard } from "../../../../shell/leave-guard"

/** The note that only admins see. A note that somebody else has changed meanwhile is shown beside the draft, not replaced. */
export const NoteSection = ({ role, may }: { role: Role; may: Permissions }) => {
  const { text } = useText()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)
  const [seen, setSeen] = useState<string | null>(null)
  const mayUpdate = may("POST /admin/customers/:id/role/note") !== false
  const canEdit = mayUpdate && role.deleted_at === null
  const hasChanged = draft !== undefined && seen !== role.internal_note

  const edit = () => {
    setSeen(role.internal_note)
    setDraft(role.internal_note ?? "")
  }
  const save = async (note: string) => {
    setIsSaving(true)
    try {
      await writeNote(role.customer_id, {
        internal_note: note.trim() || null,
        expected_internal_note: hasChanged ? role.internal_note : seen,
      })
      // What was typed while the note was saved stays, on top of it.
      setDraft((current) => (current === note ? undefined : current))
      setSeen(note.trim() || null)
      toast.success(text("detail.noteSaved"))
    } catch (error) {
      toast.error(failureOf(error, text("detail.loadFailedText")))
    } finally {
      setIsSaving(false)
      await queries.invalidateQueries({ queryKey: roleKeys.all })
    }
  }

  return (
    <Container className="divide-y p-0">
      <LeaveGuard when={draft !== undefined && draft !== (seen ?? "")} />
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text("detail.internalNote")}</Heading>
        {canEdit && draft === undefined && (
          <Button size="small" variant="secondary" onClick={edit}>
            {text("detail.edit")}
          </Button>
        )}
      </div>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        {draft === undefined ? (
          <>
            <Text size="small" className={role.internal_note ? "whitespace-pre-wrap break-words" : "text-ui-fg-subtle"}>
              {role.internal_note ?? text("detail.internalNoteEmpty")}
            </Text>
            {!mayUpdate && (
              <Text size="small" className="text-ui-fg-subtle">
                {text("policy.update")}
              </Text>
            )}
          </>
        ) : (
          <>
            <NoteField
              label={text("detail.internalNote")}
              hint={text("detail.internalNoteHint")}
              value={draft}
              onChange={setDraft}
              autoFocus
            />
            {hasChanged && (
              <Text size="small" className="text-ui-fg-error whitespace-pre-wrap break-words" role="alert">
                {text("detail.internalNoteChanged", { note: role.internal_note ?? text("none") })}
              </Text>
            )}
            <div className="flex items-center justify-end gap-x-2">
              <Button size="small" variant="secondary" onClick={() => setDraft(undefined)}>
                {text("detail.cancel")}
              </Button>
              <Button size="small" isLoading={isSaving} disabled={draft.length > 2_000} onClick={() => void save(draft)}>
                {text("detail.save")}
              </Button>
            </div>
          </>
        )}
      </div>
    </Container>
  )
}
