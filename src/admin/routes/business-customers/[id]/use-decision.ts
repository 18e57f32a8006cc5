import { toast } from "@medusajs/ui"
import { useState } from "react"
import type { Role } from "../../../api/types"
import { type Conflict, setConflict, useConflict, type Verdict } from "../../../decisions/conflicts"
import { useDelayedSend, type Waiting } from "../../../decisions/use-delayed-send"
import { type SeenVerdict, useSendVerdict } from "../../../decisions/use-send-verdict"
import { useText } from "../../../i18n/use-text"

/** The decision about the customer of the page. */
export type DecisionFlow = {
  /** The form that is open. */
  form: Verdict | undefined
  /** The decision that can still be cancelled. */
  waiting: Waiting<SeenVerdict> | undefined
  /** A decision that was refused because the role had changed. */
  conflict: Conflict | undefined
  /** Opens the form, with the notes of a refused decision. */
  open: (is_verified: boolean) => void
  close: () => void
  decide: (verdict: Verdict) => void
  cancel: () => void
  flush: () => void
  /** Drops a refused decision. */
  dismiss: () => void
}

/**
 * Leads from the buttons to the sent decision: the form, five seconds to cancel, and a second question if the role has
 * changed meanwhile.
 *
 * @example
 * const decision = useDecision({ role, name: "Cedar GmbH" })
 * decision.decide({ is_verified: true, note: "", internal_note: undefined })
 */
export const useDecision = ({ role, name }: { role: Role | undefined; name: string }): DecisionFlow => {
  const { text } = useText()
  const [form, setForm] = useState<Verdict>()
  const conflict = useConflict(role?.customer_id ?? "")
  const send = useSendVerdict(({ verdict }) => setForm(verdict))
  const delayed = useDelayedSend<SeenVerdict>((seen) => void send(seen))
  const kept = conflict?.verdict
  return {
    form,
    waiting: delayed.waiting,
    conflict,
    open: (is_verified) => setForm({ is_verified, note: kept?.note ?? "", internal_note: kept?.internal_note }),
    close: () => setForm(undefined),
    decide: (verdict) => {
      setForm(undefined)
      if (role) {
        delayed.start({ verdict, seen: role, name })
      }
    },
    cancel: () => {
      const cancelled = delayed.cancel()
      toast.info(text("decision.cancelled"))
      // A note is work: it comes back with the form.
      if (cancelled?.verdict.note) {
        setForm(cancelled.verdict)
      }
    },
    flush: delayed.flush,
    dismiss: () => role && setConflict(role.customer_id, undefined),
  }
}
