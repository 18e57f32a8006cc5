import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { list } from "./query"

const PROVIDER = "emailpass"

/**
 * Creates the admin user, or sets the password of the existing one with that e-mail address.
 *
 * @throws Error if Medusa refuses the e-mail address or the password
 */
export async function seedAdmin(container: MedusaContainer, email: string, password: string): Promise<void> {
  const auth = container.resolve(Modules.AUTH)
  const users = await list<{ id: string }>(container, { entity: "user", fields: ["id"], filters: { email } })
  if (users.length) {
    const { success, error } = await auth.updateProvider(PROVIDER, { entity_id: email, password })
    if (!success) {
      throw new Error(`The admin ${email} exists, but does not sign in with a password: ${error}`)
    }
    return
  }
  const { success, authIdentity, error } = await auth.register(PROVIDER, { body: { email, password } })
  if (!success || !authIdentity) {
    throw new Error(`The admin ${email} could not be created: ${error}`)
  }
  await createUserAccountWorkflow(container).run({ input: { authIdentityId: authIdentity.id, userData: { email } } })
}
