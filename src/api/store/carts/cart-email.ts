import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { isSameEmail } from "../../../text/email-address"
import { CustomerRoleError } from "../../../errors"
import { findCartCustomer, giveCart, type CartCustomer } from "../../../workflows/checkout/cart-customer"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { findGuestCustomer } from "../../../workflows/checkout/find-guest-customer"
import { callerOf, customerIdOf } from "../../caller/caller"
import { actionOf, handleImpersonation } from "../../guards/impersonation"
import { isTrusted } from "../../guards/trusted"
import { answering } from "../../http/answer"

/** Returns the e-mail address in a cart's body, or `undefined` if the body has none. */
const emailIn = (body: unknown): string | null | undefined => {
  const email: unknown = typeof body === "object" && body !== null && "email" in body ? body.email : undefined
  return typeof email === "string" || email === null ? email : undefined
}

/**
 * Assigns a new cart with an e-mail address and no credential to a guest customer. Medusa would assign it to the
 * registered customer of the address, with their prices and their name.
 *
 * Medusa keeps the customer that it takes for the actor, so this route makes the guest the actor. The actor type
 * `guest` means nothing to any other code that reads the request.
 */
export const createForGuest: MiddlewareFunction = answering(async (req, _res, next) => {
  const email = emailIn(req.validatedBody)
  if (email && !customerIdOf(req) && !isTrusted(req)) {
    const actor_id = await findGuestCustomer(req.scope, email)
    Object.assign(req, { auth_context: { actor_id, actor_type: "guest", auth_identity_id: "", app_metadata: {}, user_metadata: {} } })
  }
  next()
})

/** How often to retry when another request changes the cart's customer at the same time. */
const ATTEMPTS = 3

/**
 * Assigns a cart that is not the caller's own to the guest customer of its new e-mail address, or to the caller if the
 * address is theirs. Medusa keeps the customer that it finds on the cart, so it does not look for a registered one.
 */
export const changeForGuest: MiddlewareFunction = answering(async (req, _res, next) => {
  if (emailIn(req.validatedBody) !== undefined && !isTrusted(req)) {
    await moveToOwnerOfAddress(req, ATTEMPTS)
  }
  next()
})

const moveToOwnerOfAddress = async (req: MedusaRequest, attempts: number): Promise<void> => {
  const { id } = req.params
  const cart = await findCartCustomer(req.scope, id)
  const email = emailIn(req.validatedBody) ?? cart?.email
  const callerId = customerIdOf(req)
  if (!cart || cart.completed_at || !email || (callerId && cart.customer_id === callerId)) {
    return
  }
  // Somebody has signed in with the cart since the guards looked at it.
  if (cart.is_private && pluginOptions(req.scope).checkout.privateCarts) {
    throw new CustomerRoleError("not_found")
  }
  const to = callerId && (await hasAddress(req, callerId, email)) ? callerId : await findGuestCustomer(req.scope, email)
  if (to === cart.customer_id) {
    return
  }
  if (await giveCart(req.scope, id, cart.customer_id, to)) {
    await reprice(req, cart, to === callerId)
    return
  }
  if (attempts <= 1) {
    throw new CustomerRoleError("busy")
  }
  await moveToOwnerOfAddress(req, attempts - 1)
}

const hasAddress = async (req: MedusaRequest, customerId: string, email: string): Promise<boolean> => {
  const [customer] = await req.scope.resolve(Modules.CUSTOMER).listCustomers({ id: customerId }, { select: ["id", "email"], take: 1 })
  return isSameEmail(customer?.email, email)
}

/** Recalculates prices when the cart leaves a group's customer or reaches the caller, since prices depend on groups. */
const reprice = async (req: MedusaRequest, before: CartCustomer, isCallers: boolean): Promise<void> => {
  if (before.in_group || isCallers) {
    await refreshCartItemsWorkflow(req.scope).run({ input: { cart_id: req.params.id, force_refresh: true } })
  }
}

/** Keeps an impersonator from changing the e-mail address of a customer's cart, to which the order confirmation goes. */
export const refuseEmailOfImpersonator: MiddlewareFunction = answering(async (req, _res, next) => {
  const email = emailIn(req.validatedBody)
  if (callerOf(req).impersonator_id && email !== undefined && email !== (await currentEmail(req))) {
    await handleImpersonation(req, `${actionOf(req)} (email)`)
  }
  next()
})

/** Returns the cart's address, or the customer's if the cart does not exist yet. */
const currentEmail = async (req: MedusaRequest): Promise<string | null | undefined> => {
  if (req.params.id) {
    return (await findCartCustomer(req.scope, req.params.id))?.email
  }
  const [customer] = await req.scope
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: customerIdOf(req) ?? "" }, { select: ["id", "email"], take: 1 })
  return customer?.email
}
