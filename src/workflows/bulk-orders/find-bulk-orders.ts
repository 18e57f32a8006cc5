import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"

export type FindBulkOrdersInput = {
  /** Only the order with this id. */
  id?: string
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
  /**
   * Whether the order's customer is a business on record, with the company and tax id that the order states. Those of
   * the order are otherwise no more than what somebody wrote into a cart.
   */
  confirmed: boolean
  created_at: string | Date
}

type OrderRow = Pick<BulkOrderSummary, "id" | "display_id" | "customer_id" | "email" | "status" | "currency_code" | "created_at"> & {
  summary?: { current_order_total?: BigNumberInput | null } | null
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
  { id, q, limit, offset }: FindBulkOrdersInput
): Promise<{ orders: BulkOrderSummary[]; count: number }> => {
  const { data, metadata } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    // Medusa adds `total` up from all lines, with their taxes and adjustments. The summary keeps it.
    fields: ["id", "display_id", "customer_id", "email", "status", "currency_code", "created_at", "summary.*", "metadata"],
    filters: {
      ...(id === undefined ? {} : { id }),
      is_draft_order: false,
      $or: q ? SEARCHED.map((key) => matching(key, q)) : SEARCHED.map(stated),
    },
    pagination: { take: limit, skip: offset, order: { created_at: "DESC" } },
  })
  const rows: OrderRow[] = data
  const businesses = await listBusinesses(container, rows)
  return { orders: rows.map((row) => toSummary(row, businesses.get(row.customer_id ?? ""))), count: metadata?.count ?? 0 }
}

type Business = { company_name: string | null; tax_id: string | null }

/** The businesses on record among the orders' customers, by customer id. */
const listBusinesses = async (container: MedusaContainer, rows: OrderRow[]): Promise<Map<string, Business>> => {
  const ids = [...new Set(rows.flatMap(({ customer_id }) => customer_id ?? []))]
  if (ids.length === 0) {
    return new Map()
  }
  const records = await container.resolve(CUSTOMER_ROLE_MODULE).listCustomerMetas({ customer_id: ids, account_type: "business" })
  return new Map(records.map((record) => [record.customer_id, record]))
}

type SearchedKey = (typeof SEARCHED)[number]

const matching = (key: SearchedKey, q: string) => ({
  metadata: { [key]: { $ilike: `%${q.replace(/[\\%_]/g, String.raw`\$&`)}%` } },
})

const stated = (key: SearchedKey) => ({ metadata: { [key]: { $ne: null } } })

const toSummary = ({ metadata, summary, ...order }: OrderRow, business: Business | undefined): BulkOrderSummary => {
  const company_name = textOf(metadata, "company_name")
  const tax_id = textOf(metadata, "tax_id")
  return {
    id: order.id,
    display_id: order.display_id,
    customer_id: order.customer_id,
    email: order.email,
    status: order.status,
    total: MathBN.convert(summary?.current_order_total ?? 0).toNumber(),
    currency_code: order.currency_code,
    purchase_order_number: textOf(metadata, "purchase_order_number"),
    company_name,
    tax_id,
    note: textOf(metadata, "note"),
    confirmed: business !== undefined && business.company_name === company_name && business.tax_id === tax_id,
    created_at: order.created_at,
  }
}

const textOf = (metadata: OrderRow["metadata"], key: SearchedKey | "note"): string | null => {
  const value = metadata?.[key]
  return typeof value === "string" ? value : null
}
