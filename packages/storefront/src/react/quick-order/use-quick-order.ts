"use client"

import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import type { BulkOrderCalls } from "../../client.js"
import type { BulkOrderLine, OrderLineError } from "../../types.js"
import { createQuickOrderStore, NOTHING_YET, type RowContent } from "./store.js"
import type { QuickOrderDestination, QuickOrderState, SheetQuestion } from "./types.js"

/** Options of {@link useQuickOrder}. */
export type UseQuickOrderOptions = {
  /** The shop's client, or its `bulkOrders` alone. */
  shop: { bulkOrders: Pick<BulkOrderCalls, "preview"> }
  /** Where the order goes. Until it is known, nothing is checked. */
  destination: QuickOrderDestination | undefined
  /**
   * The name under which the browser keeps the rows when the tab closes. Put the customer's id into it, so that nobody
   * finds another one's order. The hook keeps nothing without it.
   */
  storageKey?: string
}

/** What {@link useQuickOrder} returns: the state, and what can be done to it. */
export type QuickOrder = QuickOrderState & {
  /** Adds rows at the end, and returns their ids. */
  add: (...rows: RowContent[]) => string[]
  /** Changes what stands in a row. */
  change: (id: string, content: RowContent) => void
  remove: (...ids: string[]) => void
  /** Removes all rows. Like every change, it can be undone. */
  clear: () => void
  /** Removes the rows that have errors. */
  removeBad: () => void
  /** Reads what somebody has pasted or dropped, and adds its lines. A question of the shop is in `sheet`. */
  readSheet: (text: string) => Promise<void>
  /** Answers a question about the sheet with the number or the heading of a column, and reads on. */
  answer: (field: SheetQuestion["field"], column: string | number) => Promise<void>
  /** Gives up the sheet that the shop could not read. */
  dropSheet: () => void
  undo: () => void
  redo: () => void
  /** Asks the shop again, for example after it did not answer. */
  check: () => Promise<void>
  /** Shows what the shop said when it refused `lines()`: the `errors` of `bulk_order_invalid`. */
  showErrors: (errors: OrderLineError[]) => void
  /** Returns what can be ordered, for `shop.bulkOrders.create` and the like. */
  lines: () => BulkOrderLine[]
}

/**
 * Keeps a quick order: rows that somebody types, pastes or picks, with the shop's price, stock and errors beside each.
 * It renders nothing. The rows on the screen and the prices beside them always belong together, each change can be
 * undone, and a closed tab loses nothing.
 *
 * @example
 * const order = useQuickOrder({ shop, destination: { shipping_address_id }, storageKey: `quick-order.${customerId}` })
 * return (
 *   <table onPaste={(event) => order.readSheet(event.clipboardData.getData("text/plain"))}>
 *     {order.rows.map(({ id, sku, line, errors }) => <Row key={id} sku={sku} price={line?.unit_price} errors={errors} />)}
 *   </table>
 * )
 */
export const useQuickOrder = ({ shop, destination, storageKey }: UseQuickOrderOptions): QuickOrder => {
  const [store] = useState(() => createQuickOrderStore(storageKey))
  const state = useSyncExternalStore(store.subscribe, store.getState, () => NOTHING_YET)
  useEffect(() => store.use(shop.bulkOrders, destination), [store, shop, destination])
  useEffect(() => store.begin(), [store])
  return useMemo(() => ({ ...state, ...actionsOf(store) }), [state, store])
}

const actionsOf = ({
  subscribe: _,
  getState: __,
  begin: ___,
  use: ____,
  readSheet,
  ...actions
}: ReturnType<typeof createQuickOrderStore>) => ({
  ...actions,
  readSheet: (text: string) => readSheet(text),
})
