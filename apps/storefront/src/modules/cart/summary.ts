import type { HttpTypes } from "@medusajs/types"
import type { Amounts } from "../catalogue/types"
import type { MedusaCart } from "./cart"

/** A line of a cart or an order, as pages show it. */
export type ShownLine = {
  id: string
  title: string
  /** The variant and its article number. */
  detail: string
  handle: string
  quantity: number
  unit: Amounts
  total: Amounts
}

/** What a cart or an order costs. `delivery` is `null` until one is chosen. */
export type Sums = {
  currency: string
  goods: Amounts
  /** As a positive amount. */
  discount: Amounts
  delivery: Amounts | null
  tax: number
  total: number
}

/** A line of Medusa's cart or order, with what both have. */
type MedusaLine = HttpTypes.StoreCartLineItem | HttpTypes.StoreOrderLineItem

/** Returns the lines of a cart in the order in which they were put there. */
export const linesOf = (items: readonly MedusaLine[] | null | undefined): ShownLine[] =>
  (items ?? [])
    .toSorted((one, other) => String(one.created_at).localeCompare(String(other.created_at)))
    .map((line) => {
      const total = { withTax: line.original_total ?? 0, withoutTax: line.original_subtotal ?? line.subtotal ?? 0 }
      const quantity = Number(line.quantity)
      return {
        id: line.id,
        title: line.product_title ?? line.title,
        detail: [line.variant_title, line.variant_sku].filter(Boolean).join(" · "),
        handle: line.product_handle ?? "",
        quantity,
        unit: { withTax: total.withTax / quantity, withoutTax: total.withoutTax / quantity },
        total,
      }
    })

/** Returns what a cart or an order costs. */
export const sumsOf = (
  its: Pick<
    MedusaCart,
    | "currency_code"
    | "item_subtotal"
    | "original_item_total"
    | "discount_total"
    | "discount_tax_total"
    | "shipping_total"
    | "shipping_subtotal"
    | "tax_total"
    | "total"
  > & { shipping_methods?: unknown[] | null; original_item_subtotal?: number }
): Sums => ({
  currency: its.currency_code,
  goods: { withTax: its.original_item_total, withoutTax: its.original_item_subtotal ?? its.item_subtotal },
  discount: { withTax: its.discount_total, withoutTax: its.discount_total - its.discount_tax_total },
  delivery: its.shipping_methods?.length ? { withTax: its.shipping_total, withoutTax: its.shipping_subtotal } : null,
  tax: its.tax_total,
  total: its.total,
})
