import { Button, CommandBar, Drawer, Text, toast, usePrompt } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { decide, failureOf, roleKeys, statusOf } from "../../../api/roles"
import type { BulkDecision, ListedBusiness } from "../../../api/types"
import { useDelayedSend } from "../../../decisions/use-delayed-send"
import { NoteField } from "../../../decisions/verdict-drawer"
import { useText } from "../../../i18n/use-text"
import { BulkWaitingBar } from "./bulk-waiting-bar"

const MOST_CHARACTERS = 2_000

type Props = {
  /** The selected applications. */
  rows: ListedBusiness[]
  onClear: () => void
  onDone: () => void
}

const toDecision = (rows: ListedBusiness[], is_verified: boolean, note: string): BulkDecision => ({
  customer_ids: rows.map(({ customer_id }) => customer_id),
  is_verified,
  note: note.trim() || null,
  expected_updated_at: Object.fromEntries(rows.map(({ customer_id, updated_at }) => [customer_id, updated_at])),
})

/** Decides on all selected applications at once: all of them, or none if one has changed. */
export const BulkBar = ({ rows, onClear, onDone }: Props) => {
  const { text } = useText()
  const prompt = usePrompt()
  const queries = useQueryClient()
  const [rejecting, setRejecting] = useState<ListedBusiness[]>()
  // Kept until a rejection has gone through, so that a refused one loses no word.
  const [note, setNote] = useState("")

  const send = async (decision: BulkDecision) => {
    const count = decision.customer_ids.length
    try {
      await decide(decision)
      if (!decision.is_verified) {
        setNote("")
      }
      toast.success(text(decision.is_verified ? "bulk.verified" : "bulk.rejected", { count }))
    } catch (error) {
      toast.error(sentenceOf(error))
    } finally {
      await queries.invalidateQueries({ queryKey: roleKeys.all })
      onDone()
    }
  }
  const sentenceOf = (error: unknown): string => {
    const status = statusOf(error)
    if (status === 409 || status === 404) {
      return text(status === 409 ? "bulk.conflict" : "bulk.gone")
    }
    const name = text("bulk.selected", { count: rows.length })
    const reason = failureOf(error, text("decision.noAnswer"))
    return text("decision.failed", { name, reason })
  }
  const delayed = useDelayedSend<BulkDecision>((decision) => void send(decision))

  const verify = async () => {
    const count = rows.length
    const confirmed = await prompt({
      variant: "confirmation",
      title: text("bulk.verifyTitle", { count }),
      description: text("bulk.verifyText", { count }),
      confirmText: text("bulk.verify"),
      cancelText: text("decision.cancel"),
    })
    if (confirmed) {
      delayed.start(toDecision(rows, true, ""))
    }
  }

  return (
    <>
      {delayed.waiting && <BulkWaitingBar waiting={delayed.waiting} onCancel={delayed.cancel} onSend={delayed.flush} />}
      <CommandBar open={rows.length > 0 && !delayed.waiting && !rejecting}>
        <CommandBar.Bar>
          <CommandBar.Value>{text("bulk.selected", { count: rows.length })}</CommandBar.Value>
          <CommandBar.Seperator />
          <CommandBar.Command action={() => void verify()} label={text("bulk.verify")} shortcut="v" />
          <CommandBar.Seperator />
          <CommandBar.Command action={() => setRejecting(rows)} label={text("bulk.reject")} shortcut="r" />
          <CommandBar.Seperator />
          <CommandBar.Command action={onClear} label={text("bulk.clear")} shortcut="c" />
        </CommandBar.Bar>
      </CommandBar>
      {rejecting && (
        <RejectDrawer
          count={rejecting.length}
          note={note}
          onNote={setNote}
          onClose={() => setRejecting(undefined)}
          onReject={() => {
            delayed.start(toDecision(rejecting, false, note))
            setRejecting(undefined)
          }}
        />
      )}
    </>
  )
}

type RejectProps = { count: number; note: string; onNote: (note: string) => void; onClose: () => void; onReject: () => void }

const RejectDrawer = ({ count, note, onNote, onClose, onReject }: RejectProps) => {
  const { text } = useText()
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{text("bulk.rejectTitle", { count })}</Drawer.Title>
          <Drawer.Description className="sr-only">{text("bulk.rejectText", { count })}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
          <Text size="small">{text("bulk.rejectText", { count })}</Text>
          <NoteField
            label={text("decision.note")}
            hint={text("decision.noteHint")}
            placeholder={text("decision.notePlaceholder")}
            value={note}
            onChange={onNote}
            autoFocus
          />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {text("decision.cancel")}
            </Button>
          </Drawer.Close>
          <Button size="small" variant="danger" disabled={note.length > MOST_CHARACTERS} onClick={onReject}>
            {text("bulk.rejectConfirm", { count })}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
