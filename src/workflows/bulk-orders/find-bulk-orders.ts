import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

export type FindBulkOrdersInput = {
  /** Part of a purchase order number, a company or a tax id, in any case. */
  q?: string
  limit: number
  offset: number
}

/** What a purchasing department calls an order by. */
export type BulkOrderSummary = {
  id: string
  display_id: number
  customer_id: string | null
  email: string | null
  status: string
  /** In major units. */
  total: number
  currency_code: string
  purchase_order_number: string | null
  company_name: string | null
  tax_id: string | null
  note: string | null
  created_at: string | Date
}

type OrderRow = Pick<BulkOrderSummary, "id" | "display_id" | "customer_id" | "email" | "status" | "currency_code" | "created_at"> & {
  total: BigNumberInput
  metadata?: Record<string, unknown> | null
}

/** What {@link FindBulkOrdersInput} looks into. */
const SEARCHED = ["purchase_order_number", "company_name", "tax_id"] as const

/**
 * Orders of businesses by what their metadata says, the newest first: what Medusa's own search does not look at.
 *
 * @example
 * const { orders, count } = await findBulkOrders(container, { q: "PO-4711", limit: 20, offset: 0 })
 */
export const findBulkOrders = async (
  container: MedusaContainer,
  { q, limit, offset }: FindBulkOrdersInput
): Promise<{ orders: BulkOrderSummary[]; count: number }> => {
  const { data, metadata } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "customer_id", "email", "status", "currency_code", "created_at", "total", "metadata"],
    filters: { is_draft_order: false, $or: q ? SEARCHED.map((key) => matching(key, q)) : SEARCHED.map(stated) },
    pagination: { take: limit, skip: offset, order: { created_at: "DESC" } },
  })
  const rows: OrderRow[] = data
  return { orders: rows.map(toSummary), count: metadata?.count ?? 0 }
}

type SearchedKey = (typeof SEARCHED)[number]

const matching = (key: SearchedKey, q: string) => ({
  metadata: { [key]: { $ilike: `%${q.replace(/[\\%_]/g, String.raw`\$&`)}%` } },
})

const stated = (key: SearchedKey) => ({ metadata: { [key]: { $ne: null } } })

const toSummary = ({ metadata, total, ...order }: OrderRow): BulkOrderSummary => ({
  id: order.id,
  display_id: order.display_id,
  customer_id: order.customer_id,
  email: order.email,
  status: order.status,
  total: MathBN.convert(total).toNumber(),
  currency_code: order.currency_code,
  purchase_order_number: textOf(metadata, "purchase_order_number"),
  company_name: textOf(metadata, "company_name"),
  tax_id: textOf(metadata, "tax_id"),
  note: textOf(metadata, "note"),
  created_at: order.created_at,
})

const textOf = (metadata: OrderRow["metadata"], key: SearchedKey | "note"): string | null => {
  const value = metadata?.[key]
  return typeof value === "string" ? value : null
}
