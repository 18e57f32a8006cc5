"use client"

import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { QuoteCalls } from "../../client.js"
import { isCustomerRoleError } from "../../errors.js"
import type { OrderDetails, Quote, QuoteMessageInput, QuoteWish, ShippingAddress } from "../../types.js"
import { createOnceKeys } from "../once-keys.js"
import { onReturn } from "./on-return.js"

/** Options of {@link useQuote}. */
export type UseQuoteOptions = {
  /** The shop's client, or its `quotes` alone. */
  shop: { quotes: Pick<QuoteCalls, "retrieve" | "accept" | "decline" | "renegotiate" | "cancel" | "sendMessage"> }
  id: string
  /** What the server has read already. */
  initial?: Quote
}

/** What can be done about a quote. */
export type QuoteAct = "accept" | "decline" | "renegotiate" | "cancel" | "sendMessage"

/** What {@link useQuote} returns. An act resolves with whether the shop agreed; if not, `error` says why. */
export type QuoteConversation = {
  /** `undefined` until it is known. */
  quote: Quote | undefined
  /** What is on its way. */
  pending: QuoteAct | undefined
  /** Why the last act or the last look failed. */
  error: unknown
  /** Accepts the offer that the customer sees. The same acceptance again is the same request, so it orders once. */
  accept: (input: ShippingAddress & OrderDetails) => Promise<boolean>
  decline: (reason?: string) => Promise<boolean>
  /** Asks for another round. */
  renegotiate: (message: string, items?: QuoteWish[]) => Promise<boolean>
  cancel: () => Promise<boolean>
  sendMessage: (message: QuoteMessageInput) => Promise<boolean>
  refresh: () => Promise<void>
}

/**
 * Keeps a quote up to date, and acts on it. If the quote has changed meanwhile, an act fails and the new state is there.
 *
 * @example
 * const { quote, accept, pending, error } = useQuote({ shop, id })
 * <button disabled={pending !== undefined} onClick={() => accept({ shipping_address_id })}>Accept</button>
 */
export const useQuote = ({ shop, id, initial }: UseQuoteOptions): QuoteConversation => {
  const [quote, setQuote] = useState(initial)
  const [pending, setPending] = useState<QuoteAct>()
  const [error, setError] = useState<unknown>()
  const [keys] = useState(() => createOnceKeys(`quote.${id}`))
  const isBusy = useRef(false)

  const refresh = useCallback(async () => {
    try {
      const { quote: read } = await shop.quotes.retrieve(id)
      if (!isBusy.current) {
        setQuote((before) => (JSON.stringify(before) === JSON.stringify(read) ? before : read))
      }
    } catch (failure) {
      setError(failure)
    }
  }, [shop, id])

  const known = useRef(initial?.id)
  useEffect(() => {
    if (known.current !== id) {
      known.current = id
      void refresh()
    }
    return onReturn(() => void refresh())
  }, [id, refresh])

  const act = useCallback(
    async (what: QuoteAct, call: () => Promise<{ quote: Quote }>): Promise<boolean> => {
      isBusy.current = true
      setPending(what)
      setError(undefined)
      try {
        setQuote((await call()).quote)
        keys.forget()
        return true
      } catch (failure) {
        if (isCustomerRoleError(failure, "idempotency_key_reused")) {
          keys.forget()
        }
        setError(failure)
        return false
      } finally {
        isBusy.current = false
        setPending(undefined)
      }
    },
    [keys]
  )

  return useMemo(() => {
    /** After a refusal because of the quote's state, the customer sees the state. */
    const actAndLook: typeof act = async (what, call) => {
      if (isBusy.current) {
        return false
      }
      const isDone = await act(what, call)
      if (!isDone) {
        await refresh()
      }
      return isDone
    }
    return {
      quote,
      pending,
      error,
      accept: (input) =>
        actAndLook("accept", () => {
          const acceptance = { ...input, revision: quote?.revision ?? 0 }
          return shop.quotes.accept(id, acceptance, { idempotencyKey: keys.keyFor(["accept", acceptance]) })
        }),
      decline: (reason) => actAndLook("decline", () => shop.quotes.decline(id, reason ? { reason } : {})),
      renegotiate: (message, items) =>
        actAndLook("renegotiate", () => shop.quotes.renegotiate(id, { message, ...(items?.length ? { items } : {}) })),
      cancel: () => actAndLook("cancel", () => shop.quotes.cancel(id)),
      sendMessage: (message) =>
        actAndLook("sendMessage", () =>
          shop.quotes.sendMessage(id, message, { idempotencyKey: keys.keyFor(["message", message.text, namesOf(message)]) })
        ),
      refresh,
    }
  }, [quote, pending, error, act, refresh, shop, id, keys])
}

const namesOf = ({ files }: QuoteMessageInput): unknown[] =>
  Array.from(files ?? [], (file) => [file instanceof File ? [file.name, file.lastModified] : "", file.size])
