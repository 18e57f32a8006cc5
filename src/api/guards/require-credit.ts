import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { isCreditProvider } from "../../payment/credit-providers"
import { BULK_ORDERS, CREDIT, levelOf } from "../../modules/customer-role/features"
import { answering } from "../http/answer"
import { customerIdOf, requireCustomerId } from "../caller/caller"
import { requireAccess } from "./access"
import { handleImpersonation } from "./impersonation"

/** The customer of a cart or an order. */
type Owner = { cart_id?: string; customer_id?: string | null; customer?: { has_account?: boolean } | null; completed_at?: unknown }

/** The actions as the customer's history names them. */
const SESSION = "POST /store/payment-collections/:id/payment-sessions"
const COMPLETION = "POST /store/carts/:id/complete"

type PaidCart = Owner & { payment_collection?: { payment_sessions?: ({ provider_id: string } | null)[] | null } | null }

/**
 * Guards `POST /store/payment-collections/:id/payment-sessions` if the provider gives credit.
 *
 * A customer who pays on account must be signed in (401), must be the customer of the cart or order (404), which must have
 * one (409 `cart_customer_required`), must not be impersonated, and must pass the guard of bulk orders (403). No option
 * relaxes this. The on-account provider applies the rule again, for every other way to a payment session. It runs before the guard of private carts, which never answers 401.
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

/** Guards `POST /store/carts/:id/complete` if the cart is paid on account, as {@link requireCreditForSession} does. */
export const requireCreditForCart: MiddlewareFunction = answering(async (req, _res, next) => {
  if (req.method === "POST") {
    const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["customer_id", "customer.has_account", "completed_at", "payment_collection.payment_sessions.provider_id"],
      filters: { id: idIn(req) },
    })
    const carts: PaidCart[] = data
    const sessions = carts.flatMap(({ payment_collection }) => payment_collection?.payment_sessions ?? [])
    if (
      givesCredit(
        req,
        sessions.map((session) => session?.provider_id)
      )
    ) {
      await requireCredit(req, requireCustomerId(req), carts, COMPLETION)
    }
  }
  next()
})

/** Remembers who pays for a cart. Runs after the guards of carts: before them, anybody could pose as the customer of a cart. */
export const notePayer: MiddlewareFunction = answering(async (req, _res, next) => {
  await notePlacer(req, await ownersOfCollection(req.scope, idIn(req)))
  next()
})

/** Remembers who completes a cart, as {@link notePayer} does. */
export const noteCompleter: MiddlewareFunction = answering(async (req, _res, next) => {
  const { data } = await req.scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "cart", fields: ["customer_id", "completed_at"], filters: { id: idIn(req) } })
  const carts: Owner[] = data
  await notePlacer(
    req,
    carts.map((cart) => ({ ...cart, cart_id: req.params.id }))
  )
  next()
})

/** Refuses ids with NUL, which PostgreSQL cannot compare. */
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

/** Returns the carts and orders that a payment collection pays for. */
const ownersOfCollection = async (container: MedusaContainer, id: string): Promise<Owner[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const filters = { payment_collection_id: id }
  const fieldsOf = (owner: string) => [
    `${owner}.customer_id`,
    `${owner}.customer.has_account`,
    ...(owner === "cart" ? ["cart_id", "cart.completed_at"] : []),
  ]
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
  // A guest customer, which Medusa creates from an e-mail address, cannot sign in and has no role to check.
  if (owners.some(({ customer_id, customer }) => !customer_id || (customer_id !== customerId && customer?.has_account === false))) {
    throw new CustomerRoleError("cart_customer_required")
  }
  if (owners.some(({ customer_id }) => customer_id !== customerId)) {
    throw new CustomerRoleError("not_found")
  }
  await handleImpersonation(req, action)
  await requireAccess(req, customerId, { feature: CREDIT, level: levelOf(pluginOptions(req.scope), BULK_ORDERS) })
}

/** Remembers who acts on a cart that becomes an order: its signed-in customer, or nobody we know. */
const notePlacer = async (req: MedusaRequest, owners: Owner[]): Promise<void> => {
  const { orderPlacers } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const customerId = customerIdOf(req)
  for (const { cart_id, customer_id, completed_at } of owners) {
    if (cart_id && !completed_at) {
      await (customerId && customer_id === customerId ? orderPlacers.noteCart(cart_id, customerId) : orderPlacers.forgetCart(cart_id))
    }
  }
}
