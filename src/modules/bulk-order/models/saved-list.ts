import { model } from "@medusajs/framework/utils"

/** A list of articles that a customer keeps to order again. See `SavedLists` for its rules. */
export const SavedList = model.define("saved_list", {
  id: model.id({ prefix: "slist" }).primaryKey(),
  customer_id: model.text(),
  name: model.text(),
  /** The name as it is compared: a customer has each only once. */
  name_key: model.text(),
  /** Lines as the customer saved them, each with `sku` or `variant_id`, and `quantity`. */
  items: model.json(),
})
