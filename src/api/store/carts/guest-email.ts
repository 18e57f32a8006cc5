import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { isSameEmail } from "../../../text/email-address"
import { CustomerRoleError } from "../../../errors"
import { findCartCustomer, giveCart, type CartCustomer } from "../../../workflows/checkout/cart-customer"
import { findGuestCustomer } from "../../../workflows/checkout/find-guest-customer"
import { customerIdOf } from "../../caller/caller"
import { isTrusted } from "../../guards/trusted"
import { answering } from "../../http/answer"

/** The e-mail address that a cart's body has: `undefined` where it says nothing of it. */
export const emailIn = (body: unknown): string | null | undefined => {
  const email: unknown = typeof body === "object" && body !== null && "email" in body ? body.email : undefined
  return typeof email === "string" || email === null ? email : undefined
}

/**
 * A new cart with an e-mail address and without a credential is a guest's. Medusa would give it to whoever is registered
 * under the address, at their prices and with their name.
 *
 * Medusa stays with the customer whom it takes for the actor, so the guest is that, for its route alone. They are no
 * `customer` to anybody else who looks at the request.
 */
export const createForGuest: MiddlewareFunction = answering(async (req, _res, next) => {
  const email = emailIn(req.validatedBody)
  if (email && !customerIdOf(req) && !isTrusted(req)) {
    const actor_id = await findGuestCustomer(req.scope, email)
    Object.assign(req, { auth_context: { actor_id, actor_type: "guest", auth_identity_id: "", app_metadata: {}, user_metadata: {} } })
  }
  next()
})

/** How often a cart is looked at that changes its customer meanwhile. */
const ATTEMPTS = 3

/**
 * A cart that is not the caller's own goes to the guest customer of the address that is written into it, or to the
 * caller if the address is theirs. Medusa stays with the customer whom it finds at the cart.
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

/** The prices of a group do not go along to somebody who is not in it. */
const reprice = async (req: MedusaRequest, before: CartCustomer, isCallers: boolean): Promise<void> => {
  if (before.in_group || isCallers) {
    await refreshCartItemsWorkflow(req.scope).run({ input: { cart_id: req.params.id, force_refresh: true } })
  }
}
