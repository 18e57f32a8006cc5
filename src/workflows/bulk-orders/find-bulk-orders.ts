import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { OrderPlacer } from "../../modules/customer-role/order-placers"
import type { AccountType, VerificationStatus } from "../../modules/customer-role/types"
import { toCasePattern } from "./lines/case-pattern"

export type FindBulkOrdersInput = {
  /** Only the orders with these ids, whether their metadata has the details of a business or not. */
  id?: string | string[]
  /** Part of a purchase order number, a company or a tax id, in any case. */
  q?: string
  limit: number
  offset: number
}

/** An order with the details by which purchasing departments identify it. */
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
   * Whether a signed-in business placed the order, and the order's company and tax id are theirs. If not, anyone may have
   * typed them into a cart. `null` where the shop does not know, as for orders from before this was recorded.
   */
  confirmed: boolean | null
  /** The customer who was signed in when the order was placed, with their role then; `null` if it is unknown or nobody was signed in. */
  placed_by: PlacedBy | null
  /** The role of the order's customer now; `null` without one. */
  customer_now: RoleSummary | null
  created_at: string | Date
}

/** The role of a customer, as an admin sees it beside an order. */
export type RoleSummary = {
  account_type: AccountType
  verification_status: VerificationStatus
  company_name: string | null
  tax_id: string | null
  disabled: boolean
}

/** Who placed an order. */
export type PlacedBy = {
  customer_id: string
  account_type: AccountType | null
  verification_status: VerificationStatus | null
  company_name: string | null
  tax_id: string | null
}

type OrderRow = Pick<BulkOrderSummary, "id" | "display_id" | "customer_id" | "email" | "status" | "currency_code" | "created_at"> & {
  summary?: { current_order_total?: BigNumberInput | null } | null
  metadata?: Record<string, unknown> | null
}

/** The metadata keys that the search covers. */
const SEARCHED = ["purchase_order_number", "company_name", "tax_id"] as const

/**
 * Returns the orders of businesses, newest first. Searches their metadata, which Medusa's own search does not cover.
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
    // `total` would load all lines with their taxes and adjustments. The summary has the same amount.
    fields: ["id", "display_id", "customer_id", "email", "status", "currency_code", "created_at", "summary.*", "metadata"],
    filters: toFilters({ id, q }),
    pagination: { take: limit, skip: offset, order: { created_at: "DESC" } },
  })
  const rows: OrderRow[] = data
  const [placers, roles] = await Promise.all([findPlacers(container, rows), findRoleSummaries(container, rows)])
  return {
    orders: rows.map((row) => toSummary(row, placers.get(row.id), roles.get(row.customer_id ?? "") ?? null)),
    count: metadata?.count ?? 0,
  }
}

/**
 * Returns the ids of the orders of businesses that match, at most `most` of them, newest first, and how many there are.
 *
 * @example
 * const { ids, count } = await listBulkOrderIds(container, { q: "PO-4711" }, 50_000)
 */
export const listBulkOrderIds = async (
  container: MedusaContainer,
  filters: Pick<FindBulkOrdersInput, "id" | "q">,
  most: number
): Promise<{ ids: string[]; count: number }> => {
  const { data, metadata } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id"],
    filters: toFilters(filters),
    pagination: { take: most, skip: 0, order: { created_at: "DESC" } },
  })
  return { ids: data.map(({ id }) => id), count: metadata?.count ?? data.length }
}

const toFilters = ({ id, q }: Pick<FindBulkOrdersInput, "id" | "q">) => ({
  ...(id === undefined ? {} : { id }),
  is_draft_order: false,
  ...(q === undefined && id !== undefined ? {} : { $or: q ? SEARCHED.map((key) => matching(key, q)) : SEARCHED.map(hasMetadata) }),
})

/** Returns who placed the orders, by order id. For the latest orders, only the cart may have a record yet. */
const findPlacers = async (container: MedusaContainer, rows: OrderRow[]): Promise<Map<string, OrderPlacer>> => {
  const ids = rows.map(({ id }) => id)
  const { orderPlacers } = container.resolve(CUSTOMER_ROLE_MODULE)
  const found = new Map((await orderPlacers.list(ids)).map((placer) => [placer.id, placer]))
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length > 0) {
    const { data } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order_cart", fields: ["order_id", "cart_id"], filters: { order_id: missing } })
    const links: { order_id: string; cart_id: string }[] = data
    const ofCarts = new Map((await orderPlacers.list(links.map(({ cart_id }) => cart_id))).map((placer) => [placer.id, placer]))
    links.forEach(({ order_id, cart_id }) => {
      const placer = ofCarts.get(cart_id)
      if (placer) {
        found.set(order_id, placer)
      }
    })
  }
  return found
}

/** Returns the roles of the orders' customers, by customer id. */
const findRoleSummaries = async (container: MedusaContainer, rows: OrderRow[]): Promise<Map<string, RoleSummary>> => {
  const ids = [...new Set(rows.flatMap(({ customer_id }) => customer_id ?? []))]
  if (ids.length === 0) {
    return new Map()
  }
  const records = await container.resolve(CUSTOMER_ROLE_MODULE).listCustomerMetas({ customer_id: ids })
  return new Map(
    records.map(({ customer_id, account_type, verification_status, company_name, tax_id, disabled_at }) => [
      customer_id,
      { account_type, verification_status, company_name, tax_id, disabled: disabled_at !== null },
    ])
  )
}

type SearchedKey = (typeof SEARCHED)[number]

const matching = (key: SearchedKey, q: string) => ({
  metadata: { [key]: { $re: toCasePattern(q) } },
})

const hasMetadata = (key: SearchedKey) => ({ metadata: { [key]: { $ne: null } } })

const toSummary = (
  { metadata, summary, ...order }: OrderRow,
  placer: OrderPlacer | undefined,
  customer_now: RoleSummary | null
): BulkOrderSummary => {
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
    confirmed: isConfirmed({ company_name, tax_id }, placer),
    placed_by: toPlacedBy(placer),
    customer_now,
    created_at: order.created_at,
  }
}

const isConfirmed = (stated: Pick<PlacedBy, "company_name" | "tax_id">, placer: OrderPlacer | undefined): boolean | null => {
  // Erasing a person leaves the kind of account. Who it was, and whether the details were theirs, is unknown then.
  const isErased = placer?.customer_id === null && placer.account_type !== null
  if (!placer || isErased) {
    return null
  }
  const agrees = (key: "company_name" | "tax_id") => stated[key] === null || stated[key] === placer[key]
  return placer.account_type === "business" && agrees("company_name") && agrees("tax_id")
}

const toPlacedBy = (placer: OrderPlacer | undefined): PlacedBy | null =>
  placer?.customer_id
    ? {
        customer_id: placer.customer_id,
        account_type: placer.account_type,
        verification_status: placer.verification_status,
        company_name: placer.company_name,
        tax_id: placer.tax_id,
      }
    : null

const textOf = (metadata: OrderRow["metadata"], key: SearchedKey | "note"): string | null => {
  const value = metadata?.[key]
  return typeof value === "string" ? value : null
}
