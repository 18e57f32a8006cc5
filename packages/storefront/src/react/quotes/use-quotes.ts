"use client"

import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { QuoteCalls } from "../../client.js"
import type { QuoteList, QuoteListQuery } from "../../types.js"
import { onReturn } from "./on-return.js"

/** Options of {@link useQuotes}. */
export type UseQuotesOptions = {
  /** The shop's client, or its `quotes` alone. */
  shop: { quotes: Pick<QuoteCalls, "list"> }
  /** Which quotes. */
  query?: QuoteListQuery
  /** What the server has read already. */
  initial?: QuoteList
}

/** What {@link useQuotes} returns. */
export type Quotes = {
  /** `undefined` until they are known. An error later on keeps what is known. */
  list: QuoteList | undefined
  isLoading: boolean
  error: unknown
  refresh: () => Promise<void>
}

/**
 * Reads a page of the customer's quotes, and reads it again when they come back to the tab.
 *
 * @example
 * const { list, error } = useQuotes({ shop, query: { status: "sent" } })
 * return list?.quotes.map((quote) => <QuoteRow key={quote.id} quote={quote} />)
 */
export const useQuotes = ({ shop, query, initial }: UseQuotesOptions): Quotes => {
  const [state, setState] = useState<Omit<Quotes, "refresh">>({ list: initial, isLoading: !initial, error: undefined })
  const turn = useRef(0)
  // Callers write the query into the call, where it is another object each time.
  const key = JSON.stringify(query ?? {})
  const refresh = useCallback(async () => {
    const mine = ++turn.current
    setState((before) => ({ ...before, isLoading: true }))
    try {
      const list = await shop.quotes.list(JSON.parse(key) as QuoteListQuery)
      if (mine === turn.current) {
        setState({ list, isLoading: false, error: undefined })
      }
    } catch (error) {
      if (mine === turn.current) {
        setState((before) => ({ ...before, isLoading: false, error }))
      }
    }
  }, [shop, key])
  const firstKey = useRef(initial && key)
  useEffect(() => {
    if (firstKey.current !== key) {
      void refresh()
    }
    firstKey.current = undefined
    return onReturn(() => void refresh())
  }, [refresh, key])
  return useMemo(() => ({ ...state, refresh }), [state, refresh])
}
