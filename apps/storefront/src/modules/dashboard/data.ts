import "server-only"

import type { ListedQuote } from "medusa-customer-role-storefront"
import { cache } from "react"
import { shopOfVisitor } from "@/lib/medusa/client"
import { listAddresses } from "../account/addresses/addresses"
import { orderStateOf } from "../account/orders/order-state"
import { listOrders } from "../account/orders/orders"
import { orNull } from "../account/or-null"
import type { SpendOrder } from "./spend"

// Several parts of the overview need the same. What could not be loaded is `null`, and the parts say so.

/** The last five orders. */
export const recentOrders = cache(() => orNull(listOrders({ limit: 5 })))

/** The customer's own addresses. */
export const ownAddresses = cache(() => orNull(listAddresses()))

/** Who the customer is. */
export const ownCustomer = cache(() => orNull(readCustomer()))

const readCustomer = async () => {
  const shop = await shopOfVisitor()
  const { customer } = await shop.store.customer.retrieve({ fields: "id,email,first_name,last_name,phone" })
  return customer
}

/** Quotes that wait for somebody: for the shop's offer, or for the customer's answer. The newest first. */
export const openQuotes = cache((): Promise<ListedQuote[] | null> => orNull(readOpenQuotes()))

const readOpenQuotes = async (): Promise<ListedQuote[]> => {
  const shop = await shopOfVisitor()
  const [requested, sent] = await Promise.all([
    shop.quotes.list({ status: "requested", limit: 10 }),
    shop.quotes.list({ status: "sent", limit: 10, order: "valid_until" }),
  ])
  const now = Date.now()
  return [...sent.quotes.filter(({ valid_until }) => !valid_until || Date.parse(valid_until) > now), ...requested.quotes]
}

/** How many orders a page of the list has, and how many pages are read at most: each order comes with its lines. */
const PAGE = 50
const PAGES = 4

/** The orders of the last months, and the oldest of them if there are older ones that were not read. */
export const ordersSince = async (since: Date): Promise<{ orders: SpendOrder[]; readUpTo?: string }> => {
  const shop = await shopOfVisitor()
  const read: SpendOrder[] = []
  for (let page = 0; page < PAGES; page++) {
    const { orders, count } = await shop.store.order.list({
      limit: PAGE,
      offset: page * PAGE,
      order: "-created_at",
      fields: "id,created_at,currency_code,status,summary",
    })
    read.push(
      ...orders.map((order) => ({
        createdAt: String(order.created_at),
        total: order.summary?.current_order_total ?? 0,
        currency: order.currency_code,
        isCancelled: orderStateOf(order) === "cancelled",
      }))
    )
    const oldest = read.at(-1)?.createdAt
    if (oldest === undefined || read.length >= count || Date.parse(oldest) < since.getTime()) {
      return { orders: read }
    }
  }
  return { orders: read, readUpTo: read.at(-1)?.createdAt }
}
