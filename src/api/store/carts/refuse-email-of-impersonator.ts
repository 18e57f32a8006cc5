import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { findCartCustomer } from "../../../workflows/checkout/cart-customer"
import { callerOf, customerIdOf } from "../../caller/caller"
import { actionOf, handleImpersonation } from "../../guards/refuse-impersonation"
import { answering } from "../../http/answer"
import { emailIn } from "./guest-email"

/** Who impersonates a customer fills their cart, and does not have the order confirmed to another address. */
export const refuseEmailOfImpersonator: MiddlewareFunction = answering(async (req, _res, next) => {
  const email = emailIn(req.validatedBody)
  if (callerOf(req).impersonator_id && email !== undefined && email !== (await currentEmail(req))) {
    await handleImpersonation(req, `${actionOf(req)} (email)`)
  }
  next()
})

/** That of the cart, or the customer's where the cart is yet to be made. */
const currentEmail = async (req: MedusaRequest): Promise<string | null | undefined> => {
  if (req.params.id) {
    return (await findCartCustomer(req.scope, req.params.id))?.email
  }
  const [customer] = await req.scope
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: customerIdOf(req) ?? "" }, { select: ["id", "email"], take: 1 })
  return customer?.email
}
