import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { PluginOptions } from "../../options"
import { findOwners, type Owned, type Owner } from "../../workflows/checkout/find-owners"
import { answering } from "../http/answer"
import { customerIdOf } from "../caller/caller"
import { refuseLostAccess } from "./refuse-lost-access"
import { isTrusted } from "./trusted"

const lookUps = new WeakMap<object, Map<string, Promise<Owner[]>>>()

/** Looks owners up once a request, however many guards ask. */
const ownersOf = (req: MedusaRequest, owned: Owned, id: string): Promise<Owner[]> => {
  const known = lookUps.get(req) ?? new Map<string, Promise<Owner[]>>()
  lookUps.set(req, known)
  const key = `${owned} ${id}`
  const owners = known.get(key) ?? findOwners(req.scope, owned, id)
  known.set(key, owners)
  return owners
}

const isClosed = ({ of, is_private }: Owner, { privateCarts, privateOrders }: PluginOptions["checkout"]): boolean =>
  is_private && (of === "order" ? privateOrders : privateCarts)

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
  const isOthers = owners.some((owner) => isClosed(owner, checkout) && owner.customer_id !== customerId)
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
