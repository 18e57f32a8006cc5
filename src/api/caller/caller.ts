import type { AuthenticatedMedusaRequest, MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import type { RoleLookup } from "../../modules/customer-role/types"
import { lookUpCustomerOnce } from "./role-lookups"

/** What the guards have found out about the sender of one request. */
type Caller = {
  /** The Clerk user, if the request carries a Clerk session token. */
  clerk_user_id?: string
  /** Who impersonates the Clerk user (`act` of the token). */
  impersonator_id?: string | null
  /** Whether the customer's history already records the impersonation. */
  impersonation_noted?: boolean
  /** Why the sync of a valid Clerk token was refused, so that it has no customer. */
  refusal?: CustomerRoleError
  lookup?: RoleLookup
  /** Credentials that were checked and are still valid. */
  accepted?: ReadonlySet<string>
}

const callers = new WeakMap<object, Caller>()

/** Returns what is known about the caller so far, for guards to read and add to. */
export const callerOf = (req: MedusaRequest): Caller => {
  const known = callers.get(req) ?? {}
  callers.set(req, known)
  return known
}

/** Returns the customer that Medusa or `clerkBearer` has authenticated, or `undefined` if nobody is signed in. */
export const customerIdOf = (req: MedusaRequest): string | undefined => {
  const context: Partial<AuthenticatedMedusaRequest["auth_context"]> | undefined =
    "auth_context" in req && typeof req.auth_context === "object" && req.auth_context ? req.auth_context : undefined
  return context?.actor_type === "customer" && context.actor_id ? context.actor_id : undefined
}

/** Returns the caller's role. Looks it up once a request, however many guards ask. */
export const roleOf = async (req: MedusaRequest): Promise<RoleLookup> => {
  const caller = callerOf(req)
  const customerId = customerIdOf(req)
  caller.lookup ??= customerId ? await lookUpCustomerOnce(req, customerId) : { record: null, deleted: false }
  return caller.lookup
}

/**
 * Returns the signed-in customer.
 *
 * @throws CustomerRoleError `unauthenticated`, or the reason why the sync of a valid Clerk token was refused
 *
 * @example
 * const customer_id = requireCustomerId(req)
 */
export const requireCustomerId = (req: MedusaRequest): string => {
  const { refusal } = callerOf(req)
  if (refusal) {
    throw refusal
  }
  const customerId = customerIdOf(req)
  if (!customerId) {
    throw new CustomerRoleError("unauthenticated")
  }
  return customerId
}
