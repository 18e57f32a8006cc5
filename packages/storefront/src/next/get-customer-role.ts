import { isCustomerRoleError } from "../errors.js"
import type { CustomerRole } from "../types.js"
import { clientOfVisitor, type ServerConnection } from "./server-connection.js"

/**
 * Returns the role of the signed-in customer, for server components and the provider's `initialRole`. Syncs a customer
 * who has just signed up. Returns `null` if nobody is signed in, the shop refuses or does not answer, or
 * `clerkMiddleware` does not run for the page, so that the page still renders.
 *
 * @example
 * // app/layout.tsx
 * <RoleSyncProvider initialRole={await getCustomerRole()}>{children}</RoleSyncProvider>
 */
export const getCustomerRole = async (connection: ServerConnection = {}): Promise<CustomerRole | null> => {
  const shop = await clientOfVisitor(connection).catch(nobodyWithoutClerk)
  return shop ? await readOrSync(shop).catch(() => null) : null
}

/** How Clerk says that `clerkMiddleware` did not run, such as for a file that is not there. */
const NO_CLERK = "can't detect usage of clerkMiddleware"

const nobodyWithoutClerk = (error: unknown): undefined => {
  if (!String(error).includes(NO_CLERK)) {
    throw error
  }
}

/** Reads the role, or syncs a customer whom the shop does not know yet. */
export const readOrSync = async (shop: NonNullable<Awaited<ReturnType<typeof clientOfVisitor>>>): Promise<CustomerRole> => {
  const { customer_role } = await shop.role.retrieve().catch((error) => {
    if (isCustomerRoleError(error, "role_not_synced")) {
      return shop.role.sync()
    }
    throw error
  })
  return customer_role
}
