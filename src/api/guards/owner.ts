import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { PluginOptions } from "../../options"
import { findOwners, isAnyPrivate, type Owned, type Owner } from "../../workflows/checkout/find-owners"
import { answering } from "../http/answer"
import { customerIdOf } from "../caller/caller"
import { oncePerRequest } from "../caller/once-per-request"
import { refuseLostAccess } from "./refuse-lost-access"
import { isTrusted } from "./trusted"

const ownersOnce = oncePerRequest<Owner[]>()
const privacyOnce = oncePerRequest<boolean>()

const ownersOf = (req: MedusaRequest, owned: Owned, id: string): Promise<Owner[]> =>
  ownersOnce(req, `${owned} ${id}`, () => findOwners(req.scope, owned, id))

const closes = ({ of }: Owner, { privateCarts, privateOrders }: PluginOptions["checkout"]): boolean =>
  of === "order" ? privateOrders : privateCarts

/**
 * Tells whether the options leave all carts, orders or payment collections open to everybody. Carts and payment collections
 * lead to orders, so either option closes them.
 */
const isOpenToAll = (owned: Owned, { privateCarts, privateOrders }: PluginOptions["checkout"]): boolean =>
  !privateOrders && (owned === "order" || !privateCarts)

/**
 * Lets a request pass only if the cart, order or payment collection exists and belongs to the caller or to no private
 * customer.
 *
 * @throws CustomerRoleError `not_found`, the same for somebody else's and for none
 */
const requireOwner = async (req: MedusaRequest, owned: Owned, id: string): Promise<void> => {
  const { checkout } = pluginOptions(req.scope)
  if (isOpenToAll(owned, checkout)) {
    return
  }
  const owners = await ownersOf(req, owned, id)
  const customerId = customerIdOf(req)
  const others = owners.filter((owner) => closes(owner, checkout) && owner.customer_id !== customerId).map(({ customer_id }) => customer_id)
  const isOthers = await privacyOnce(req, JSON.stringify(others), () => isAnyPrivate(req.scope, others))
  if (owners.length === 0 || (isOthers && !isTrusted(req))) {
    throw new CustomerRoleError("not_found")
  }
}

/** Returns a middleware that checks the owner of every id that a request names. A request that names none passes. */
export const ownerOf = (owned: Owned, idsOf: (req: MedusaRequest) => string[]): MiddlewareFunction =>
  answering(async (req, _res, next) => {
    await refuseLostAccess(req)
    for (const id of idsOf(req)) {
      await requireOwner(req, owned, id)
    }
    next()
  })

/** Matches the path of a cart with an ordinary id. */
const CART_PATH = /^\/store\/carts\/(\w+)\/?$/i

/** Starts to look up the owner of a cart that is about to be read. The cart's own guard waits for the answer. */
export const lookUpCartOwnerAhead = async (req: MedusaRequest): Promise<void> => {
  const id = req.method === "GET" ? CART_PATH.exec(`${req.baseUrl}${req.path}`)?.[1] : undefined
  if (id !== undefined && !isOpenToAll("cart", pluginOptions(req.scope).checkout)) {
    await ownersOf(req, "cart", id)
  }
}

/**
 * Returns the ids in a field of query and body.
 *
 * @throws CustomerRoleError `invalid_request` for lists and objects, which Medusa's routes do not accept either
 */
export const idsNamedBy = (req: MedusaRequest, field: string): string[] =>
  [req.query, req.body].flatMap((part: unknown) => {
    const value: unknown = typeof part === "object" && part !== null && Object.hasOwn(part, field) ? Reflect.get(part, field) : undefined
    if (value === undefined || value === null) {
      return []
    }
    if (typeof value !== "string") {
      throw new CustomerRoleError("invalid_request", `${field} must be a single id.`)
    }
    return [value]
  })

/**
 * Returns the ids in a field of path, query and body. In the path, `:id` stands in for the field.
 *
 * @throws CustomerRoleError `not_found` if there are none: a route with this guard must not run without an id
 */
export const idsOfRoute = (req: MedusaRequest, field: string): string[] => {
  const inPath = req.params[field] ?? req.params.id
  const ids = [...(inPath === undefined ? [] : [inPath]), ...idsNamedBy(req, field)]
  if (ids.length === 0) {
    throw new CustomerRoleError("not_found")
  }
  return ids
}
