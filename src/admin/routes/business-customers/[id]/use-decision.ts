import { toast } from "@medusajs/ui"
import { useState } from "react"
import type { Role } from "../../../api/types"
import { useAdminId } from "../../../api/use-admin-id"
import { type Conflict, setConflict, useConflict, type Verdict } from "../../../decisions/conflicts"
import { useDelayedSend, type Waiting } from "../../../decisions/use-delayed-send"
import { type SeenVerdict, useSendVerdict } from "../../../decisions/use-send-verdict"
import { useText } from "../../../i18n/use-text"

/** The decision about the customer of the page. */
export type DecisionFlow = {
  /** The form that is open, about the role as the admin saw it then. */
  form: { verdict: Verdict; seen: Role } | undefined
  /** The decision that can still be cancelled. */
  waiting: Waiting<SeenVerdict> | undefined
  /** A decision that the shop did not take. */
  conflict: Conflict | undefined
  /** Opens the form, with the notes of a refused decision, or of the same form before it was closed. */
  open: (is_verified: boolean) => void
  close: (typed: Verdict) => void
  /** Decides about the role as the admin saw it, by default as the page shows it. */
  decide: (verdict: Verdict, seen?: Role) => void
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
  const [form, setForm] = useState<DecisionFlow["form"]>()
  const [typed, setTyped] = useState<Verdict>()
  const key = { adminId: useAdminId(), customerId: role?.customer_id ?? "" }
  const conflict = useConflict(key)
  const send = useSendVerdict(({ verdict, seen }) => setForm({ verdict, seen }))
  const delayed = useDelayedSend<SeenVerdict>((seen) => void send(seen))
  return {
    form,
    waiting: delayed.waiting,
    conflict,
    open: (is_verified) => {
      const kept = typed?.is_verified === is_verified ? typed : conflict?.verdict
      if (role) {
        setForm({ verdict: { is_verified, note: kept?.note ?? "", internal_note: kept?.internal_note }, seen: role })
      }
    },
    close: (verdict) => {
      setTyped(verdict)
      setForm(undefined)
    },
    decide: (verdict, seen = role) => {
      setTyped(undefined)
      setForm(undefined)
      if (seen) {
        delayed.start({ verdict, seen, name })
      }
    },
    cancel: () => {
      const cancelled = delayed.cancel()
      toast.info(text("decision.cancelled"))
      // A note is work: it comes back with the form.
      if (cancelled && (cancelled.verdict.note || cancelled.verdict.internal_note !== undefined)) {
        setForm({ verdict: cancelled.verdict, seen: cancelled.seen })
      }
    },
    flush: delayed.flush,
    dismiss: () => setConflict(key, undefined),
  }
}
