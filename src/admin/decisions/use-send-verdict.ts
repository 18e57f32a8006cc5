import { toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { useNavigate } from "react-router-dom"
import { decide, failureOf, roleKeys, statusOf } from "../api/roles"
import type { Role } from "../api/types"
import { useAdminId } from "../api/use-admin-id"
import { useText } from "../i18n/use-text"
import { setConflict, type Verdict } from "./conflicts"

/** A verdict about a role, as the admin saw it. */
export type SeenVerdict = { verdict: Verdict; seen: Role; name: string }

/** Tells which status a verdict leads to: a verified business can only be revoked. */
export const outcomeOf = ({ verdict, seen }: Pick<SeenVerdict, "verdict" | "seen">): "verified" | "rejected" | "revoked" => {
  if (verdict.is_verified) {
    return "verified"
  }
  return seen.verification_status === "verified" ? "revoked" : "rejected"
}

/**
 * Returns a function that sends a verdict and says how it went. If the role has changed, it keeps the verdict for the
 * customer's page, which asks again. If nothing was sent for another reason, `onFailed` gets the verdict back, or, once the page
 * is left, it is kept, too.
 *
 * @example
 * const send = useSendVerdict(({ verdict }) => reopen(verdict))
 */
export const useSendVerdict = (onFailed: (seen: SeenVerdict) => void): ((seen: SeenVerdict) => Promise<void>) => {
  const { text } = useText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const adminId = useRef<string | null | undefined>()
  adminId.current = useAdminId()
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])

  return async (sent) => {
    const { verdict, seen, name } = sent
    const note = verdict.note.trim()
    const key = { adminId: adminId.current, customerId: seen.customer_id }
    const action = {
      label: text("decision.look"),
      altText: text("decision.look"),
      onClick: () => void navigate(`/business-customers/${seen.customer_id}`),
    }
    try {
      await decide({
        customer_id: seen.customer_id,
        is_verified: verdict.is_verified,
        note: note || null,
        ...(verdict.internal_note === undefined ? {} : { internal_note: verdict.internal_note.trim() || null }),
        expected_updated_at: seen.updated_at,
      })
      setConflict(key, undefined)
      toast.success(text(`decision.${outcomeOf(sent)}`, { name }))
    } catch (error) {
      if (statusOf(error) === 409) {
        setConflict(key, { verdict, seen, reason: "changed" })
        if (!isOpen.current) {
          toast.warning(text("decision.conflictLeft", { name }), { action })
        }
        return
      }
      const sentence = text("decision.failed", { name, reason: failureOf(error, text("decision.noAnswer")) })
      if (isOpen.current) {
        toast.error(sentence)
        onFailed(sent)
      } else {
        setConflict(key, { verdict, seen, reason: "failed" })
        toast.error(sentence, { action })
      }
    } finally {
      await queries.invalidateQueries({ queryKey: roleKeys.all })
    }
  }
}
