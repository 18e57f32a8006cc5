import "server-only"

import type { HttpTypes } from "@medusajs/types"
import { notFound } from "next/navigation"
import { cache } from "react"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { refusalOf } from "../refusals"
import { isOrderOf } from "./is-order-of"
import { type OrderState, orderStateOf } from "./order-state"

/** An order in a list. */
export type ListedOrder = {
  id: string
  number: number
  createdAt: string
  total: number
  currency: string
  lineCount: number
  /** The names of its first products. */
  titles: string[]
  state: OrderState
  purchaseOrderNumber: string | null
}

/** A page of the customer's orders. */
export type OrderPage = { orders: ListedOrder[]; count: number }

/** How many products name an order. */
const NAMED = 2

/**
 * Returns a page of the customer's own orders, the newest first.
 *
 * @example
 * const { orders, count } = await listOrders({ limit: 20, offset: 0 })
 */
export const listOrders = async ({ limit, offset = 0 }: { limit: number; offset?: number }): Promise<OrderPage> => {
  const shop = await shopOfVisitor()
  const { orders, count } = await shop.store.order.list({
    limit,
    offset,
    order: "-created_at",
    fields: "id,display_id,status,created_at,total,currency_code,metadata",
  })
  return { orders: orders.map(listed), count }
}

const listed = (order: HttpTypes.StoreOrder): ListedOrder => {
  const lines = order.items ?? []
  return {
    id: order.id,
    number: order.display_id ?? 0,
    createdAt: String(order.created_at),
    total: order.total,
    currency: order.currency_code,
    lineCount: lines.length,
    titles: [...new Set(lines.map(({ product_title, title }) => product_title ?? title))].slice(0, NAMED),
    state: orderStateOf(order),
    purchaseOrderNumber: purchaseOrderNumberOf(order),
  }
}

/** Returns the buyer's own number of an order, which bulk orders keep in its metadata. */
export const purchaseOrderNumberOf = ({ metadata }: { metadata?: Record<string, unknown> | null }): string | null => {
  const number = metadata?.purchase_order_number
  return typeof number === "string" && number !== "" ? number : null
}

/** One of the customer's own orders, with its lines. */
export type ShownOrder = HttpTypes.StoreOrder

/**
 * Returns one of a customer's own orders. `null` for an unknown id, and for an order of anybody else.
 *
 * @example
 * const order = await findOrder(id, role.customer_id)
 */
export const findOrder = cache(async (id: string, customerId: string): Promise<ShownOrder | null> => {
  if (!isId(id)) {
    return null
  }
  const shop = await shopOfVisitor()
  try {
    const [{ order }, metadata] = await Promise.all([
      shop.store.order.retrieve(id, { fields: "+customer_id,+payment_status,+fulfillment_status,*fulfillments" }),
      metadataOf(id),
    ])
    return isOrderOf(order, customerId) ? { ...order, metadata } : null
  } catch (error) {
    return refusalOf(error) === "gone" ? null : Promise.reject(error)
  }
})

/** Returns the metadata of one of the customer's own orders. Medusa has it in lists of orders only. */
export const metadataOf = async (id: string): Promise<Record<string, unknown> | null> => {
  const shop = await shopOfVisitor()
  const { orders } = await shop.store.order.list({ id, fields: "id,metadata" })
  return orders[0]?.metadata ?? null
}

/**
 * Returns one of a customer's own orders. Without one, the page is "not found".
 *
 * @example
 * const order = await retrieveOrder(id, role.customer_id)
 */
export const retrieveOrder = async (id: string, customerId: string): Promise<ShownOrder> => (await findOrder(id, customerId)) ?? notFound()
