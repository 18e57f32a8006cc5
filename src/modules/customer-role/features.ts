import type { AccessLevel, PluginOptions } from "../../options"

/** The plugin's own features, with a level each in the option `access`. */
export const BULK_ORDERS = "bulk_orders"
export const QUOTES = "quotes"

/** The feature name in denials of payment on account. The rule is that of bulk orders. */
export const CREDIT = "credit"

/** Returns the level that a feature requires: `business` for a merchant's own features. */
export const levelOf = ({ access }: PluginOptions, feature: string): AccessLevel =>
  feature === BULK_ORDERS ? access.bulkOrders : feature === QUOTES ? access.quotes : "business"
