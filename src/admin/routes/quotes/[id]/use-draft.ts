import { toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { AdminQuote } from "../../../api/quote-types"
import { quoteKeys, retrieveQuote, updateDraft } from "../../../api/quotes"
import { failureOf, statusOf } from "../../../api/roles"
import { useText } from "../../../i18n/use-text"
import { keepQuote } from "../../../quotes/keep-quote"
import {
  type Clash,
  clashes,
  type DraftChange,
  isEmpty,
  isOpen,
  merge,
  onlyExisting,
  toBody,
  withChange,
  withoutDone,
} from "../../../quotes/draft"

/** How long typing may pause before the draft is saved. */
const PAUSE_MS = 900

/** Why a change is not saved. */
export type Refusal = { kind: "clash"; clashes: Clash[] } | { kind: "closed" } | { kind: "failed"; message: string }

/** The draft of a quote, as the admin sees and changes it. */
export type Draft = {
  /** The quote with what has not been saved yet. */
  quote: AdminQuote
  state: "saved" | "unsaved" | "saving"
  refusal: Refusal | undefined
  /** Changes the draft. Saves it after a short pause. */
  change: (change: DraftChange) => void
  /** Saves at once, and returns the saved quote, or undefined if a change could not be saved. */
  flush: () => Promise<AdminQuote | undefined>
  /** Tries a failed change again, or saves a refused one over the other one. */
  insist: () => void
  /** Drops a refused change. */
  discard: () => void
}

/**
 * Keeps what an admin changes until the shop has it: after a short pause, when the page is left, and one change after the
 * other. A change of somebody else is kept, too, unless both concern the same: then the admin is asked.
 *
 * @example
 * const draft = useDraft(quote)
 * draft.change({ lines: { quoitm_1: { unit_price: 0.11 } } })
 */
export const useDraft = (server: AdminQuote): Draft => {
  const { text } = useText()
  const queries = useQueryClient()
  const [pending, setPending] = useState<DraftChange>({})
  const [inFlight, setInFlight] = useState<DraftChange>({})
  const [refusal, setRefusal] = useState<Refusal>()
  const latest = useRef({ server, pending, base: undefined as AdminQuote | undefined, refusal })
  const saving = useRef<Promise<AdminQuote | undefined>>()
  const timer = useRef<number>()
  latest.current.server = server

  const keep = useCallback((change: DraftChange) => {
    latest.current.pending = change
    setPending(change)
  }, [])
  const refuse = useCallback((why: Refusal | undefined) => {
    latest.current.refusal = why
    setRefusal(why)
  }, [])

  const save = useCallback(async (): Promise<AdminQuote | undefined> => {
    window.clearTimeout(timer.current)
    while (saving.current) {
      await saving.current
    }
    const change = latest.current.pending
    if (isEmpty(change)) {
      return latest.current.server
    }
    if (latest.current.refusal) {
      return undefined
    }
    const seen = latest.current.base ?? latest.current.server
    keep({})
    setInFlight(change)
    const key = quoteKeys.detail(seen.id)
    const store = async (quote: AdminQuote): Promise<AdminQuote> => {
      await keepQuote(queries, quote)
      latest.current.server = quote
      latest.current.base = isEmpty(latest.current.pending) ? undefined : quote
      return quote
    }
    const attempt = async (): Promise<AdminQuote | undefined> => {
      try {
        return await store(await updateDraft(seen.id, toBody(change, seen.updated_at)))
      } catch (error) {
        if (statusOf(error) !== 409) {
          keep(merge(change, latest.current.pending))
          const message = failureOf(error, text("quotes.noAnswer"))
          refuse({ kind: "failed", message })
          return undefined
        }
      }
      try {
        const now = await queries.fetchQuery({ queryKey: key, queryFn: () => retrieveQuote(seen.id), staleTime: 0 })
        const both = clashes(change, seen, now)
        if (isOpen(now) && both.length === 0) {
          const rest = withoutDone(change, seen, now)
          if (isEmpty(rest)) {
            return await store(now)
          }
          const saved = await store(await updateDraft(seen.id, toBody(rest, now.updated_at)))
          toast.info(text("quotes.draft.merged"))
          return saved
        }
        latest.current.base = now
        refuse(isOpen(now) ? { kind: "clash", clashes: both } : { kind: "closed" })
      } catch (error) {
        refuse({
          kind: "failed",
          message: failureOf(error, text("quotes.noAnswer")),
        })
      }
      keep(merge(change, latest.current.pending))
      return undefined
    }
    const running = attempt()
    saving.current = running
    try {
      return await running
    } finally {
      saving.current = undefined
      setInFlight({})
      void queries.invalidateQueries({ queryKey: [...quoteKeys.all, "list"] })
    }
  }, [keep, queries, refuse, text])

  const change = useCallback(
    (more: DraftChange) => {
      latest.current.base ??= latest.current.server
      keep(merge(latest.current.pending, more))
      if (latest.current.refusal?.kind === "failed") {
        refuse(undefined)
      }
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void save(), PAUSE_MS)
    },
    [keep, refuse, save]
  )

  useEffect(() => {
    const leave = () => void save()
    window.addEventListener("pagehide", leave)
    return () => {
      window.removeEventListener("pagehide", leave)
      leave()
    }
  }, [save])

  const quote = useMemo(() => withChange(server, merge(inFlight, pending)), [server, inFlight, pending])
  return {
    quote,
    state: !isEmpty(inFlight) ? "saving" : isEmpty(pending) ? "saved" : "unsaved",
    refusal,
    change,
    flush: save,
    insist: () => {
      // After a lost answer, the change is compared with what the admin saw before it: it may have been saved.
      if (latest.current.refusal?.kind !== "failed") {
        keep(onlyExisting(latest.current.pending, latest.current.server))
        latest.current.base = latest.current.server
      }
      refuse(undefined)
      void save()
    },
    discard: () => {
      refuse(undefined)
      keep({})
      latest.current.base = undefined
    },
  }
}
