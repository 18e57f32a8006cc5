import { retrieveTransformQueryConfig as cartQueryConfig } from "@medusajs/medusa/api/store/carts/query-config"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/orders/query-config"

// With nested variants, an order of a thousand lines takes 4.5 MB. Callers can request them with `fields`.
const NESTED_VARIANT = /^\*?items\.variant(\.|$)/

/** Medusa's fields of an order without nested variants, plus the fields of a bulk order. */
export const bulkOrderQueryConfig = {
  ...retrieveTransformQueryConfig,
  defaults: [
    ...retrieveTransformQueryConfig.defaults.filter((field) => !NESTED_VARIANT.test(field)),
    "customer_id",
    "sales_channel_id",
    "metadata",
  ],
  allowed: [...retrieveTransformQueryConfig.allowed, "metadata"],
}

// Products are as large.
const NESTED_PRODUCT = /^items\.product(\.|$)/

/** Medusa's fields of a cart without nested variants and products, plus its customer. */
export const bulkCartQueryConfig = {
  ...cartQueryConfig,
  defaults: [...cartQueryConfig.defaults.filter((field) => !NESTED_VARIANT.test(field) && !NESTED_PRODUCT.test(field)), "customer_id"],
}
