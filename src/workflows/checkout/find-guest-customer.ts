import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, validateEmail } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"

/** A mailbox name of 64 characters, the sign, and a domain of 255 (RFC 5321). */
const LONGEST_ADDRESS = 320

/**
 * Returns the guest customer of an e-mail address, and creates one if there is none. Never looks for a registered customer, so
 * neither the answer nor its time reveals one.
 *
 * @throws MedusaError `invalid_data` for a malformed address
 * @throws CustomerRoleError `invalid_request` for an address that is too long for the database's index
 */
export const findGuestCustomer = async (container: MedusaContainer, address: string): Promise<string> => {
  if (address.length > LONGEST_ADDRESS) {
    throw new CustomerRoleError("invalid_request", `email must have at most ${LONGEST_ADDRESS} characters.`)
  }
  // Normalises as Medusa does, which keeps a guest only if the address is exactly the same.
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

/** The database allows one guest per address, so the second of two parallel requests finds the guest of the first. */
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
