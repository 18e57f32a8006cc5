import { transform } from "@medusajs/framework/workflows-sdk"
import { BULK_ORDERS } from "../../../modules/customer-role/features"
import type { AccessLevel } from "../../../options"
import { requireBusinessStep } from "../../customer-role/steps/require-business"
import { mergeLines } from "../lines/merge-lines"
import { calculateLinePricesStep } from "../steps/calculate-line-prices"
import { findOrderVariantsStep } from "../steps/find-order-variants"
import { limitOrderLinesStep } from "../steps/limit-order-lines"
import { loadBuyerStep } from "../steps/load-buyer"
import { refuseChangedQuoteBuyerStep } from "../steps/refuse-changed-quote-buyer"
import { resolveOrderAddressStep } from "../steps/resolve-order-address"
import { resolveOrderLinesStep } from "../steps/resolve-order-lines"
import { resolveOrderRegionStep } from "../steps/resolve-order-region"
import { resolveSalesChannelStep } from "../steps/resolve-sales-channel"
import type { CreateBulkOrderWorkflowInput, OrderLine } from "../types"

/** The requirements of a bulk order besides its lines. */
export type BulkOrderTerms = {
  /** @default the level of bulk orders in the option `access` */
  level?: AccessLevel
  /** Whether it is paid for by the payment provider of bulk orders. */
  needs_payment: boolean
}

/**
 * Resolves who orders, where and what, with prices: the first part of ordering, previewing and filling a cart. Does not
 * decide whether the lines can be ordered. For use inside a workflow.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `buyer_changed`; `too_many_lines`, `not_found` (address or order),
 * `sales_channel_required`, `no_region`, `payment_provider_unavailable`, `invalid_request`
 *
 * @example
 * const { requested, unit_prices } = resolveBulkOrder(input, { needs_payment: false })
 */
export const resolveBulkOrder = (input: CreateBulkOrderWorkflowInput, { level, needs_payment }: BulkOrderTerms) => {
  const role = requireBusinessStep({ customer_id: input.customer_id, feature: BULK_ORDERS, level })
  // Comes first, because the order may have waited for its turn.
  refuseChangedQuoteBuyerStep({ role, quote: input.quote })
  const { items, rows } = resolveOrderLinesStep({
    customer_id: input.customer_id,
    items: input.items,
    csv: input.csv,
    csv_columns: input.csv_columns,
    from_order_id: input.from_order_id,
  })
  // Exempts quotes: their lines were limited when the quote was requested.
  limitOrderLinesStep({ line_count: transform({ items }, ({ items }) => items.filter(({ offer }) => !offer).length) })
  const shipping_address = resolveOrderAddressStep({
    customer_id: input.customer_id,
    shipping_address: input.shipping_address,
    shipping_address_id: input.shipping_address_id,
  })
  const is_quoted = transform({ input }, ({ input }) => Boolean(input.quote))
  const sales_channel_id = resolveSalesChannelStep({
    sales_channel_ids: input.sales_channel_ids,
    sales_channel_id: input.sales_channel_id,
    is_quoted,
  })
  const region = resolveOrderRegionStep({
    country_code: shipping_address.country_code,
    region_id: input.region_id,
    currency_code: input.currency_code,
    needs_payment,
    is_quoted,
  })
  const found = findOrderVariantsStep({
    items,
    sales_channel_ids: transform({ sales_channel_id }, ({ sales_channel_id }) => [sales_channel_id]),
  })
  const merged = transform({ items, found }, ({ items, found }) => mergeLines(items, found.variants, found.hidden_skus))
  const buyer = loadBuyerStep({ customer_id: input.customer_id, region_id: region.id })
  const prices = calculateLinePricesStep({
    lines: merged,
    context: transform({ input, buyer, region }, ({ input, buyer, region }) => ({
      customer: buyer.customer,
      customer_id: input.customer_id,
      currency_code: region.currency_code,
      region: buyer.region,
      region_id: region.id,
    })),
  })
  const requested = transform({ merged, prices }, ({ merged, prices }) =>
    merged.map((line, position): OrderLine => ({ ...line, price: prices[position] ?? undefined }))
  )
  const unit_prices = transform({ prices }, ({ prices }) => prices.map((price) => price?.unit_price ?? null))
  return { role, buyer, requested, rows, unit_prices, region, sales_channel_id, shipping_address }
}
