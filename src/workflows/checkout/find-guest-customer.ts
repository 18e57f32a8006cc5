import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, validateEmail } from "@medusajs/framework/utils"
import { select } from "../../postgres/sql"

/**
 * The guest customer of an address, made where there is none. Whether somebody is registered under the address is not
 * asked, so that neither the answer nor its time tells.
 *
 * @throws MedusaError `invalid_data` for what is no address
 */
export const findGuestCustomer = async (container: MedusaContainer, address: string): Promise<string> => {
  // As Medusa compares: it stays with a guest whose address is the one that it is given.
  const email = validateEmail(address)
  const found = await listGuests(container, email)
  return found ?? createGuest(container, email)
}

const listGuests = async (container: MedusaContainer, email: string): Promise<string | undefined> => {
  const [guest] = await select<{ id: string }>(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    "SELECT id FROM customer WHERE email = ? AND has_account = false AND deleted_at IS NULL",
    [email]
  )
  return guest?.id
}

/** The database has one guest of an address: of two requests at once, the second one finds what the first has made. */
const createGuest = async (container: MedusaContainer, email: string): Promise<string> => {
  try {
    const { id } = await container.resolve(Modules.CUSTOMER).createCustomers({ email })
    return id
  } catch (error) {
    const found = await listGuests(container, email)
    if (!found) {
      throw error
    }
    return found
  }
}
