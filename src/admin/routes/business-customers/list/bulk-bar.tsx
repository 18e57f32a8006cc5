import { Button, CommandBar, Drawer, Kbd, Text, toast, usePrompt } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { Fragment, useState } from "react"
import { decide, failureOf, roleKeys, statusOf } from "../../../api/roles"
import type { BulkDecision, ListedBusiness } from "../../../api/types"
import { useDelayedSend } from "../../../decisions/use-delayed-send"
import { NoteField } from "../../../decisions/verdict-drawer"
import { useText } from "../../../i18n/use-text"
import { usePageKeys } from "../../../shell/use-page-keys"
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
      toast.error(sentenceOf(error, count))
    } finally {
      await queries.invalidateQueries({ queryKey: roleKeys.all })
      onDone()
    }
  }
  const sentenceOf = (error: unknown, count: number): string => {
    const status = statusOf(error)
    if (status === 409 || status === 404) {
      return text(status === 409 ? "bulk.conflict" : "bulk.gone")
    }
    const name = text("bulk.selected", { count })
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

  const isOpen = rows.length > 0 && !delayed.waiting && !rejecting
  const commands = [
    { shortcut: "v", label: text("bulk.verify"), run: () => void verify() },
    { shortcut: "r", label: text("bulk.reject"), run: () => setRejecting(rows) },
    { shortcut: "c", label: text("bulk.clear"), run: onClear },
  ]
  usePageKeys(isOpen ? Object.fromEntries(commands.map(({ shortcut, run }) => [shortcut, run])) : {})

  return (
    <>
      {delayed.waiting && <BulkWaitingBar waiting={delayed.waiting} onCancel={delayed.cancel} onSend={delayed.flush} />}
      <CommandBar open={isOpen}>
        <CommandBar.Bar>
          <CommandBar.Value>{text("bulk.selected", { count: rows.length })}</CommandBar.Value>
          {commands.map(({ shortcut, label, run }) => (
            <Fragment key={shortcut}>
              <CommandBar.Seperator />
              <BarCommand shortcut={shortcut} label={label} onRun={run} />
            </Fragment>
          ))}
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

type CommandProps = { shortcut: string; label: string; onRun: () => void }

/** Looks like Medusa's command. Medusa's takes Ctrl+C and Ctrl+R for its shortcuts as well, and runs them while a dialog is open. */
const BarCommand = ({ shortcut, label, onRun }: CommandProps) => (
  <button
    type="button"
    data-page-key={shortcut}
    aria-keyshortcuts={shortcut}
    className="bg-ui-contrast-bg-base txt-compact-small-plus transition-fg text-ui-contrast-fg-primary focus-visible:bg-ui-contrast-bg-base-hover hover:bg-ui-contrast-bg-base-hover active:bg-ui-contrast-bg-base-pressed focus-visible:active:bg-ui-contrast-bg-base-pressed flex items-center gap-x-2 px-3 py-2.5 outline-none last-of-type:-mr-1 last-of-type:pr-4"
    onClick={onRun}
  >
    <span>{label}</span>
    <Kbd className="bg-ui-contrast-bg-subtle border-ui-contrast-border-base text-ui-contrast-fg-secondary" aria-hidden>
      {shortcut.toUpperCase()}
    </Kbd>
  </button>
)

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
