import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { Permissions } from "../../../../api/permissions"
import { decide, roleKeys } from "../../../../api/roles"
import type { Role } from "../../../../api/types"
import { NoteField } from "../../../../decisions/verdict-drawer"
import { useText } from "../../../../i18n/use-text"

/** The note that only admins see. Without a decision it cannot be written alone: it goes with one. */
export const NoteSection = ({ role, may }: { role: Role; may: Permissions }) => {
  const { text } = useText()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)
  const isDecided = role.is_verified || role.verification_status === "rejected"
  const canEdit = isDecided && role.deleted_at === null && may("customer_role:verify") !== false

  const save = async (note: string) => {
    setIsSaving(true)
    try {
      // The same decision again changes the note, and nothing else.
      await decide({
        customer_id: role.customer_id,
        is_verified: role.is_verified,
        internal_note: note.trim() || null,
        expected_updated_at: role.updated_at,
      })
      setDraft(undefined)
      toast.success(text("detail.noteSaved"))
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error))
    } finally {
      setIsSaving(false)
      await queries.invalidateQueries({ queryKey: roleKeys.all })
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text("detail.internalNote")}</Heading>
        {canEdit && draft === undefined && (
          <Button size="small" variant="secondary" onClick={() => setDraft(role.internal_note ?? "")}>
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
            {!isDecided && role.account_type === "business" && (
              <Text size="small" className="text-ui-fg-subtle">
                {text("detail.internalNoteWait")}
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
