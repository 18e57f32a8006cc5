import type { AccessLevel, PluginOptions } from "../../options"

/** The features of this plugin that the `access` option speaks of. */
export const BULK_ORDERS = "bulk_orders"
export const QUOTES = "quotes"

/** What denials of payment on account are noted under. Its rule is that of bulk orders. */
export const CREDIT = "credit"

/** The level that a feature asks for; `business` for a merchant's own. */
export const levelOf = ({ access }: PluginOptions, feature: string): AccessLevel =>
  feature === BULK_ORDERS ? access.bulkOrders : feature === QUOTES ? access.quotes : "business"
