import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { customerIdOf } from "../caller/caller"
import { answering } from "../http/answer"
import { isTrusted } from "./trusted"

/** What the customer of a cart or an order has in common with whoever typed their e-mail address. */
const SHOWN = new Set(["id", "email", "has_account", "created_at", "updated_at", "deleted_at"])

/**
 * Shows the details of a cart's or an order's customer only to that customer. An e-mail address that somebody typed may be
 * that of a guest customer whom the shop has entered with a name, a phone number and groups.
 */
export const hideCustomer: MiddlewareFunction = answering((req, res, next) => {
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    const { privateCarts, privateOrders } = pluginOptions(req.scope).checkout
    // `parent` is the cart of a line that was deleted.
    const hidden = [...(privateCarts ? ["cart", "parent"] : []), ...(privateOrders ? ["order"] : [])]
    return json(hidden.reduce((shown, field) => withoutDetails(req, shown, field), body))
  }
  next()
})

const withoutDetails = (req: MedusaRequest, body: unknown, field: string): unknown => {
  const owned = partOf(body, field)
  const customer = partOf(owned, "customer")
  if (!customer || isOwn(req, customer) || isTrusted(req)) {
    return body
  }
  return { ...partOf(body), [field]: { ...partOf(owned), customer: blank(customer) } }
}

const isOwn = (req: MedusaRequest, customer: object): boolean => {
  const customerId = customerIdOf(req)
  return customerId !== undefined && Reflect.get(customer, "id") === customerId
}

/** Of the same shape, so that nobody can tell a customer with details from one without. */
const blank = (customer: object): object =>
  Object.fromEntries(Object.entries(customer).map(([key, value]) => [key, SHOWN.has(key) ? value : Array.isArray(value) ? [] : null]))

const partOf = (value: unknown, field?: string): object | undefined => {
  const part: unknown = field === undefined ? value : typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined
  return typeof part === "object" && part !== null ? part : undefined
}
