import { sqlKey } from "../../../postgres/sql"

/**
 * Returns a filter for variants whose product is sold in one of the channels. Medusa's own filters do not support this.
 *
 * @example
 * const filters = { sku: "BOLT-10", ...soldIn(["sc_123"]) }
 */
export const soldIn = (sales_channel_ids: string[]): Record<string, boolean> => {
  const marks = sales_channel_ids.map(() => "?").join(", ") || "NULL"
  const isSold = (variant: string) =>
    `EXISTS (SELECT FROM product_sales_channel sold WHERE sold.product_id = ${variant}.product_id
       AND sold.deleted_at IS NULL AND sold.sales_channel_id IN (${marks}))`
  return { [sqlKey(isSold, sales_channel_ids)]: true }
}
