"use client"

import { useCallback, useMemo, useState } from "react"
import type { BulkOrderCalls } from "../../client.js"
import { isCustomerRoleError } from "../../errors.js"
import type { BulkOrderInput, FilledBulkCart, PlacedBulkOrder } from "../../types.js"
import { createOnceKeys } from "../once-keys.js"

/** Options of {@link useBulkOrder}. */
export type UseBulkOrderOptions = {
  /** The shop's client, or its `bulkOrders` alone. */
  shop: { bulkOrders: Pick<BulkOrderCalls, "create" | "createCart"> }
  /**
   * The name under which the browser keeps the idempotency key, so that an order whose answer got lost with the tab is not
   * placed twice. Put the customer's id into it.
   */
  storageKey?: string
}

/** What {@link useBulkOrder} returns. */
export type BulkOrder = {
  /** `failed`: the shop refused or did not answer; see `error`. */
  status: "idle" | "sending" | "done" | "failed"
  error: unknown
  /** Places the order. Resolves with it, or with `undefined` if it failed. The same order again is the same request. */
  place: (input: BulkOrderInput) => Promise<PlacedBulkOrder | undefined>
  /** Puts the lines into a new cart instead. */
  fillCart: (input: BulkOrderInput) => Promise<FilledBulkCart | undefined>
  /** Forgets the error. */
  reset: () => void
}

/**
 * Places bulk orders, each exactly once: a repetition after a lost answer gets the order of the first attempt.
 *
 * @example
 * const { place, status, error } = useBulkOrder({ shop, storageKey: `order.${customerId}` })
 * const placed = await place({ items, shipping_address_id })
 */
export const useBulkOrder = ({ shop, storageKey }: UseBulkOrderOptions): BulkOrder => {
  const [keys] = useState(() => createOnceKeys(storageKey))
  const [state, setState] = useState<Pick<BulkOrder, "status" | "error">>(IDLE)
  const send = useCallback(
    async <Answer>(request: unknown, call: (idempotencyKey: string) => Promise<Answer>): Promise<Answer | undefined> => {
      setState({ status: "sending", error: undefined })
      try {
        const answer = await call(keys.keyFor(request))
        keys.forget()
        setState({ status: "done", error: undefined })
        return answer
      } catch (error) {
        if (isCustomerRoleError(error, "idempotency_key_reused")) {
          keys.forget()
        }
        setState({ status: "failed", error })
        return undefined
      }
    },
    [keys]
  )
  return useMemo(
    () => ({
      ...state,
      place: (input) => send(["order", input], (idempotencyKey) => shop.bulkOrders.create(input, { idempotencyKey })),
      fillCart: (input) => send(["cart", input], (idempotencyKey) => shop.bulkOrders.createCart(input, { idempotencyKey })),
      reset: () => setState(IDLE),
    }),
    [state, send, shop]
  )
}

const IDLE = { status: "idle", error: undefined } as const
