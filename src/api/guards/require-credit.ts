import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { noteDenial } from "../../denials"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { denialOf } from "../../modules/customer-role/access"
import { isCreditProvider } from "../../modules/customer-role/credit-providers"
import { BULK_ORDERS, CREDIT, levelOf } from "../../modules/customer-role/features"
import { answering } from "../http/answer"
import { callerOf, requireCustomerId, roleOf } from "./caller"
import { handleImpersonation } from "./refuse-impersonation"

type Owner = { customer_id?: string | null; customer?: { has_account?: boolean } | null }

/**
 * Guards `POST /store/payment-collections/:id/payment-sessions` where the provider gives credit.
 *
 * Whoever pays on account is signed in (401), is the customer of the cart or the order (404), which has one (409
 * `cart_customer_required`), acts for themselves, and gets through the guard of bulk orders (403). Whatever else the shop
 * allows on its carts, it does not allow this.
 */
export const requireCreditForSession: MiddlewareFunction = answering(async (req, _res, next) => {
  const body: unknown = req.body
  const providerId = typeof body === "object" && body !== null && "provider_id" in body ? body.provider_id : undefined
  if (givesCredit(req, [providerId])) {
    await requireCredit(req, () => ownersOfCollection(req.scope, req.params.id))
  }
  next()
})

/** Guards `POST /store/carts/:id/complete` where the cart is paid on account, as {@link requireCreditForSession} does. */
export const requireCreditForCart: MiddlewareFunction = answering(async (req, _res, next) => {
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["customer_id", "customer.has_account", "payment_collection.payment_sessions.provider_id"],
    filters: { id: req.params.id },
  })
  const carts: (Owner & { payment_collection?: { payment_sessions?: ({ provider_id: string } | null)[] | null } | null })[] = data
  const providers = carts.flatMap(({ payment_collection }) => payment_collection?.payment_sessions ?? []).map((session) => session?.provider_id)
  if (givesCredit(req, providers)) {
    await requireCredit(req, async () => carts)
  }
  next()
})

const givesCredit = (req: MedusaRequest, providerIds: unknown[]): boolean => {
  const { options } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  return providerIds.some((id) => typeof id === "string" && isCreditProvider(options, id))
}

/** The carts and orders that are paid for with a payment collection. */
const ownersOfCollection = async (container: MedusaContainer, id: string): Promise<Owner[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const filters = { payment_collection_id: id }
  const fieldsOf = (owner: string) => [`${owner}.customer_id`, `${owner}.customer.has_account`]
  const [ofCarts, ofOrders] = await Promise.all([
    query.graph({ entity: "cart_payment_collection", fields: fieldsOf("cart"), filters }),
    query.graph({ entity: "order_payment_collection", fields: fieldsOf("order"), filters }),
  ])
  const rows: { cart?: Owner | null; order?: Owner | null }[] = [...ofCarts.data, ...ofOrders.data]
  return rows.flatMap(({ cart, order }) => cart ?? order ?? [])
}

const requireCredit = async (req: MedusaRequest, findOwners: () => Promise<Owner[]>): Promise<void> => {
  const customerId = requireCustomerId(req)
  const owners = await findOwners()
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
  await handleImpersonation(req)
  await requireGoodStanding(req, customerId)
}

const requireGoodStanding = async (req: MedusaRequest, customerId: string): Promise<void> => {
  const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const lookup = await roleOf(req)
  const code = denialOf(lookup, levelOf(service.options, BULK_ORDERS))
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
