import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { PluginOptions } from "../../options"
import { findOwners, type Owned, type Owner } from "../../workflows/checkout/find-owners"
import { answering } from "../http/answer"
import { customerIdOf } from "../caller/caller"
import { refuseLostAccess } from "./lost-access"
import { isTrusted } from "./trusted"

const lookUps = new WeakMap<object, Map<string, Promise<Owner[]>>>()

/** One look-up a request, however many guards ask. */
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

/** A cart or a payment collection leads to an order, so that either option closes it. */
const isOpenToAll = (owned: Owned, { privateCarts, privateOrders }: PluginOptions["checkout"]): boolean =>
  !privateOrders && (owned === "order" || !privateCarts)

/**
 * Lets a request go on only if what it names is there, and is either the caller's or no private customer's.
 *
 * @throws CustomerRoleError `not_found`, which does not tell another's from nobody's
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

/** A middleware that asks for the owner of every id that a request names; one that names none goes on. */
export const ownerOf = (owned: Owned, idsOf: (req: MedusaRequest) => string[]): MiddlewareFunction =>
  answering(async (req, _res, next) => {
    await refuseLostAccess(req)
    for (const id of idsOf(req)) {
      await requireOwner(req, owned, id)
    }
    next()
  })

/**
 * The ids that query and body of a request name under a name. Medusa's routes take a text alone.
 *
 * @throws CustomerRoleError `invalid_request` for lists and objects
 */
export const idsNamedBy = (req: MedusaRequest, field: string): string[] =>
  [req.query, req.body].flatMap((part: unknown) => {
    const value: unknown = typeof part === "object" && part !== null && Object.hasOwn(part, field) ? Reflect.get(part, field) : undefined
    if (value === undefined || value === null) {
      return []
    }
    if (typeof value !== "string") {
      throw new CustomerRoleError("invalid_request", `${field} must be one id.`)
    }
    return [value]
  })

/**
 * The ids that a request names under a name in path, query and body; in the path, `:id` stands in for the name.
 *
 * @throws CustomerRoleError `not_found` where there are none: whoever asks for the owner means to be refused then
 */
export const idsOfRoute = (req: MedusaRequest, field: string): string[] => {
  const inPath = req.params[field] ?? req.params.id
  const ids = [...(inPath === undefined ? [] : [inPath]), ...idsNamedBy(req, field)]
  if (ids.length === 0) {
    throw new CustomerRoleError("not_found")
  }
  return ids
}
