import { retrieveTransformQueryConfig as cartQueryConfig } from "@medusajs/medusa/api/store/carts/query-config"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/orders/query-config"

// Nested variants make an order of a thousand lines 4.5 MB. Callers can ask for them with `fields`.
const NESTED_VARIANT = /^\*?items\.variant(\.|$)/

/** Medusa's fields of an order, without the nested variants and with what a bulk order adds. */
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

// The same of products.
const NESTED_PRODUCT = /^items\.product(\.|$)/

/** Medusa's fields of a cart, without the nested variants and products and with whose it is. */
export const bulkCartQueryConfig = {
  ...cartQueryConfig,
  defaults: [
    ...cartQueryConfig.defaults.filter((field) => !NESTED_VARIANT.test(field) && !NESTED_PRODUCT.test(field)),
    "customer_id",
  ],
}
