import type { MedusaRequest } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { RoleLookup, SignInLookup } from "../../modules/customer-role/types"
import { oncePerRequest } from "./once-per-request"

const customersOnce = oncePerRequest<RoleLookup>()
const signInsOnce = oncePerRequest<SignInLookup>()
const clerkUsersOnce = oncePerRequest<RoleLookup>()

/** Looks up a customer's role, once a request. */
export const lookUpCustomerOnce = (req: MedusaRequest, customerId: string): Promise<RoleLookup> =>
  customersOnce(req, customerId, () => req.scope.resolve(CUSTOMER_ROLE_MODULE).lookUpCustomer(customerId))

/** Looks up a customer's role and the Clerk session of an exchanged token, once a request. */
export const lookUpSignInOnce = (req: MedusaRequest, customerId: string, sessionId: string): Promise<SignInLookup> =>
  signInsOnce(req, JSON.stringify([customerId, sessionId]), () =>
    req.scope.resolve(CUSTOMER_ROLE_MODULE).lookUpSignIn(customerId, sessionId)
  )

/** Looks up a Clerk user's role, once a request. */
export const lookUpClerkUserOnce = (req: MedusaRequest, clerkUserId: string): Promise<RoleLookup> =>
  clerkUsersOnce(req, clerkUserId, () => req.scope.resolve(CUSTOMER_ROLE_MODULE).lookUpClerkUser(clerkUserId))
