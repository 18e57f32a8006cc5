import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { noteDenial } from "../../observability/denials"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { denialOf } from "../../modules/customer-role/access"
import { isCreditProvider } from "../../payment/credit-providers"
import { BULK_ORDERS, CREDIT, levelOf } from "../../modules/customer-role/features"
import { answering } from "../http/answer"
import { callerOf, customerIdOf, requireCustomerId, roleOf } from "../caller/caller"
import { handleImpersonation } from "./refuse-impersonation"

/** Of a cart, or of an order. */
type Owner = { cart_id?: string; customer_id?: string | null; customer?: { has_account?: boolean } | null; completed_at?: unknown }

/** What the history of a customer calls it. */
const SESSION = "POST /store/payment-collections/:id/payment-sessions"
const COMPLETION = "POST /store/carts/:id/complete"

type PaidCart = Owner & { payment_collection?: { payment_sessions?: ({ provider_id: string } | null)[] | null } | null }

/**
 * Guards `POST /store/payment-collections/:id/payment-sessions` where the provider gives credit.
 *
 * Whoever pays on account is signed in (401), is the customer of the cart or the order (404), which has one (409
 * `cart_customer_required`), acts for themselves, and gets through the guard of bulk orders (403). Whatever else the shop
 * allows on its carts, it does not allow this. It stands in front of the guard of private carts, which knows no 401.
 */
export const requireCreditForSession: MiddlewareFunction = answering(async (req, _res, next) => {
  const body: unknown = req.body
  const providerId = typeof body === "object" && body !== null && "provider_id" in body ? body.provider_id : undefined
  if (req.method === "POST" && givesCredit(req, [providerId])) {
    const customerId = requireCustomerId(req)
    await requireCredit(req, customerId, await ownersOfCollection(req.scope, idIn(req)), SESSION)
  }
  next()
})

/** Guards `POST /store/carts/:id/complete` where the cart is paid on account, as {@link requireCreditForSession} does. */
export const requireCreditForCart: MiddlewareFunction = answering(async (req, _res, next) => {
  if (req.method === "POST") {
    const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["customer_id", "customer.has_account", "completed_at", "payment_collection.payment_sessions.provider_id"],
      filters: { id: idIn(req) },
    })
    const carts: PaidCart[] = data
    const sessions = carts.flatMap(({ payment_collection }) => payment_collection?.payment_sessions ?? [])
    if (givesCredit(req, sessions.map((session) => session?.provider_id))) {
      await requireCredit(req, requireCustomerId(req), carts, COMPLETION)
    }
  }
  next()
})

/** Keeps who pays for a cart. It stands behind the guards of carts: nobody else takes a cart's customer their place. */
export const notePayer: MiddlewareFunction = answering(async (req, _res, next) => {
  await notePlacer(req, await ownersOfCollection(req.scope, idIn(req)))
  next()
})

/** Keeps who completes a cart, as {@link notePayer} does. */
export const noteCompleter: MiddlewareFunction = answering(async (req, _res, next) => {
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "cart", fields: ["customer_id", "completed_at"], filters: { id: idIn(req) } })
  const carts: Owner[] = data
  await notePlacer(req, carts.map((cart) => ({ ...cart, cart_id: req.params.id })))
  next()
})

/** PostgreSQL knows no NUL, so that nothing has such an id. */
const idIn = ({ params }: MedusaRequest): string => {
  if (params.id.includes("\0")) {
    throw new CustomerRoleError("not_found")
  }
  return params.id
}

const givesCredit = (req: MedusaRequest, providerIds: unknown[]): boolean => {
  const options = pluginOptions(req.scope)
  return providerIds.some((id) => typeof id === "string" && isCreditProvider(options, id))
}

/** The carts and orders that are paid for with a payment collection. */
const ownersOfCollection = async (container: MedusaContainer, id: string): Promise<Owner[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const filters = { payment_collection_id: id }
  const fieldsOf = (owner: string) => [`${owner}.customer_id`, `${owner}.customer.has_account`, ...(owner === "cart" ? ["cart_id", "cart.completed_at"] : [])]
  const [ofCarts, ofOrders] = await Promise.all([
    query.graph({ entity: "cart_payment_collection", fields: fieldsOf("cart"), filters }),
    query.graph({ entity: "order_payment_collection", fields: fieldsOf("order"), filters }),
  ])
  const rows: { cart_id?: string; cart?: Owner | null; order?: Owner | null }[] = [...ofCarts.data, ...ofOrders.data]
  return rows.flatMap(({ cart_id, cart, order }) => (cart ? { ...cart, cart_id } : (order ?? [])))
}

const requireCredit = async (req: MedusaRequest, customerId: string, owners: Owner[], action: string): Promise<void> => {
  if (owners.length === 0) {
    throw new CustomerRoleError("not_found")
  }
  // The customer that Medusa makes of an e-mail address is nobody who could be asked.
  if (owners.some(({ customer_id, customer }) => !customer_id || (customer_id !== customerId && customer?.has_account === false))) {
    throw new CustomerRoleError("cart_customer_required")
  }
  if (owners.some(({ customer_id }) => customer_id !== customerId)) {
    throw new CustomerRoleError("not_found")
  }
  await handleImpersonation(req, action)
  await requireGoodStanding(req, customerId)
}

/** Keeps who is at a cart that becomes an order: its customer, signed in, or nobody who is known. */
const notePlacer = async (req: MedusaRequest, owners: Owner[]): Promise<void> => {
  const { orderPlacers } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const customerId = customerIdOf(req)
  for (const { cart_id, customer_id, completed_at } of owners) {
    if (cart_id && !completed_at) {
      await (customerId && customer_id === customerId ? orderPlacers.noteCart(cart_id, customerId) : orderPlacers.forgetCart(cart_id))
    }
  }
}

const requireGoodStanding = async (req: MedusaRequest, customerId: string): Promise<void> => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const lookup = await roleOf(req)
  const code = denialOf(lookup, levelOf(pluginOptions(req.scope), BULK_ORDERS))
  if (!code) {
    return
  }
  const { impersonator_id } = callerOf(req)
  const { record } = lookup
  noteDenial(req.scope, { customer_id: customerId, clerk_user_id: record?.clerk_user_id, feature: CREDIT, code, impersonator_id })
  if (record) {
    const actor = { type: "customer", id: customerId, impersonator_id } as const
    await service.recordDenial({ customer_meta_id: record.id, customer_id: customerId, feature: CREDIT, code, actor })
  }
  throw new CustomerRoleError(code)
}
