import type { AuthenticatedMedusaRequest, MedusaRequest } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { RoleLookup } from "../../modules/customer-role/types"

/** What one request is known to come from, worked out once. */
type Caller = {
  /** The Clerk user, where a Clerk session token was sent. */
  clerk_user_id?: string
  /** Who impersonates the Clerk user (`act` of the token). */
  impersonator_id?: string | null
  /** That he acts in the customer's name is in the history. */
  impersonation_noted?: boolean
  /** Why a valid Clerk token has no customer: the sync was refused. */
  refusal?: CustomerRoleError
  lookup?: RoleLookup
  /** Credentials that were looked at and still count. */
  accepted?: ReadonlySet<string>
}

const callers = new WeakMap<object, Caller>()

/** What is known of the caller so far. */
export const callerOf = (req: MedusaRequest): Caller => {
  const known = callers.get(req) ?? {}
  callers.set(req, known)
  return known
}

/** The customer that Medusa has authenticated, by token, session or the Clerk bridge. */
export const customerIdOf = (req: MedusaRequest): string | undefined => {
  const context: Partial<AuthenticatedMedusaRequest["auth_context"]> | undefined = "auth_context" in req && typeof req.auth_context === "object" && req.auth_context ? req.auth_context : undefined
  return context?.actor_type === "customer" && context.actor_id ? context.actor_id : undefined
}

/** The caller's role: one indexed look-up a request, shared by the Clerk bridge and the guards. */
export const roleOf = async (req: MedusaRequest): Promise<RoleLookup> => {
  const caller = callerOf(req)
  const customerId = customerIdOf(req)
  caller.lookup ??= customerId
    ? await req.scope.resolve(CUSTOMER_ROLE_MODULE).lookUpCustomer(customerId)
    : { record: null, deleted: false }
  return caller.lookup
}

/**
 * The signed-in customer.
 *
 * @throws CustomerRoleError `unauthenticated`, or why the customer of a valid Clerk token could not be synced
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
