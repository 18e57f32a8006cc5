import type { MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../../errors"
import { findCartCustomer, isLineOfCart } from "../../../workflows/checkout/cart-customer"
import { answering } from "../../http/answer"

const ADDRESSES = ["shipping_address", "billing_address"] as const

const addressesIn = (body: unknown): unknown[] =>
  ADDRESSES.flatMap((field) => (typeof body === "object" && body !== null && field in body ? [Reflect.get(body, field)] : []))

/** Refuses addresses by id. Medusa would take the address of any cart, show it and write into it. */
export const takeNoAddressById: MiddlewareFunction = answering((req, _res, next) => {
  if (addressesIn(req.validatedBody).some((address) => typeof address === "string")) {
    throw new CustomerRoleError("not_found", "A new cart cannot use an address by its id. Send the address itself.")
  }
  next()
})

/** Refuses address ids of other carts. Medusa would write into them. */
export const requireAddressesOfCart: MiddlewareFunction = answering(async (req, _res, next) => {
  const ids = addressesIn(req.validatedBody).flatMap((address) =>
    typeof address === "object" && address !== null && "id" in address && address.id !== undefined ? [address.id] : []
  )
  if (ids.length > 0) {
    const cart = await findCartCustomer(req.scope, req.params.id)
    if (!ids.every((id) => id === cart?.shipping_address_id || id === cart?.billing_address_id)) {
      throw new CustomerRoleError("not_found")
    }
  }
  next()
})

/** Refuses line items of other carts. Medusa would delete them. */
export const requireLineOfCart: MiddlewareFunction = answering(async ({ scope, params }, _res, next) => {
  if (!(await isLineOfCart(scope, params.id, params.line_id))) {
    throw new CustomerRoleError("not_found")
  }
  next()
})
