import { isCustomerRoleError } from "../errors.js"
import type { CustomerRole } from "../types.js"
import { clientOfVisitor, type ServerConnection } from "./server-connection.js"

/**
 * The role of whoever is signed in, for server components, such as for the provider's `initialRole`. `null` where nobody is signed
 * in, the shop has refused, or it does not answer: the page renders all the same.
 *
 * Somebody who has just signed up is synced there and then.
 *
 * @example
 * // app/layout.tsx
 * <RoleSyncProvider initialRole={await getCustomerRole()}>{children}</RoleSyncProvider>
 */
export const getCustomerRole = async (connection: ServerConnection = {}): Promise<CustomerRole | null> => {
  const shop = await clientOfVisitor(connection)
  return shop ? await readOrSync(shop).catch(() => null) : null
}

/** The role as the shop has it; of somebody whom it does not know yet, that of their first sync. */
export const readOrSync = async (shop: NonNullable<Awaited<ReturnType<typeof clientOfVisitor>>>): Promise<CustomerRole> => {
  const { customer_role } = await shop.role.retrieve().catch((error) => {
    if (isCustomerRoleError(error, "role_not_synced")) {
      return shop.role.sync()
    }
    throw error
  })
  return customer_role
}
