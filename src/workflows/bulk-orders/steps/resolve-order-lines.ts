import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { CsvColumnChoice } from "../lines/csv/columns"
import { readSheet } from "../lines/read-sheet"
import type { OrderLineInput, SheetRowsReport } from "../types"

export type ResolveOrderLinesStepInput = {
  customer_id: string
  items?: OrderLineInput[]
  csv?: string
  csv_columns?: CsvColumnChoice
  from_order_id?: string
}

/** The requested lines, and the report about a CSV. */
export type ResolvedOrderLines = { items: OrderLineInput[]; rows?: SheetRowsReport }

type OrderedItem = {
  id: string
  title: string
  variant_id: string | null
  variant_sku: string | null
  quantity: BigNumberInput
  created_at: string | Date
}
type OrderRow = { items?: (OrderedItem | null)[] | null }

/**
 * Returns the requested lines: from `items`, from a CSV, or from an earlier order of the customer.
 *
 * @throws CustomerRoleError `not_found` for an order that is not the customer's, `too_many_lines`, and `invalid_request`
 * for a CSV that cannot be read, or unless exactly one of the three is sent
 *
 * @example
 * const { items } = resolveOrderLinesStep({ customer_id: "cus_123", csv: "sku,quantity\nBOLT-10,400" })
 */
export const resolveOrderLinesStep = createStep(
  "resolve-order-lines",
  async (
    { customer_id, items, csv, csv_columns, from_order_id }: ResolveOrderLinesStepInput,
    { container }
  ): Promise<StepResponse<ResolvedOrderLines>> => {
    if ([items, csv, from_order_id].filter((way) => way !== undefined).length !== 1) {
      throw new CustomerRoleError("invalid_request", "Send exactly one of items, csv and from_order_id.")
    }
    if (from_order_id !== undefined) {
      return new StepResponse({ items: await linesOfOrder(container, customer_id, from_order_id) })
    }
    if (csv === undefined) {
      return new StepResponse({ items: items ?? [] })
    }
    const { lines, rows } = readSheet(container, { csv, csv_columns })
    return new StepResponse({ items: lines, rows })
  }
)

const linesOfOrder = async (container: MedusaContainer, customer_id: string, id: string): Promise<OrderLineInput[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    // Without its detail an item has no quantity.
    fields: ["id", "items.*", "items.detail.*"],
    filters: { id, customer_id, is_draft_order: false },
  })
  const orders: OrderRow[] = data
  if (orders.length === 0) {
    throw new CustomerRoleError("not_found", "You have no such order.")
  }
  const lines = (orders[0].items ?? [])
    .flatMap((item) => (item && MathBN.gt(item.quantity, 0) ? [item] : []))
    .sort(byAge)
    .map(toLine)
  if (lines.length === 0) {
    throw new CustomerRoleError("invalid_request", "from_order_id: the order has no lines.")
  }
  return lines
}

/** Lines of one request share a time, and their ids ascend. */
const byAge = (one: OrderedItem, other: OrderedItem): number =>
  Number(new Date(one.created_at)) - Number(new Date(other.created_at)) || (one.id < other.id ? -1 : 1)

const toLine = ({ variant_id, variant_sku, title, quantity }: OrderedItem): OrderLineInput => ({
  sku: variant_sku ?? undefined,
  // A line that was never a product of the catalogue has no id. Its SKU may belong to another product, so the line must match none.
  variant_id: variant_id ?? "",
  quantity: MathBN.convert(quantity).toNumber(),
  problem: { code: "unknown_sku", message: `${title}: this is not sold any more.` },
})
