import type { CreateCustomerDTO, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { createCustomersWorkflow } from "@medusajs/medusa/core-flows"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type CreateClerkCustomerStepInput = {
  clerk_user_id: string
  email: string
  first_name: string | null
  last_name: string | null
}

/** The customer that was created, and its Clerk user. */
type Created = { customer_id: string; clerk_user_id: string }

/**
 * Creates the Medusa customer of a Clerk user through core's workflow, so that the shop's hooks run. Reserves the id first:
 * if this process dies before the customer has a record, the next sync finds the customer by it. Returns the id.
 *
 * The compensation keeps a customer that another process has adopted meanwhile. Core's own would delete it.
 *
 * @example
 * const customer_id = createClerkCustomerStep({ clerk_user_id: "user_123", email: "ada@example.com", first_name: "Ada", last_name: null })
 */
export const createClerkCustomerStep = createStep(
  "create-clerk-customer",
  async ({ clerk_user_id, ...data }: CreateClerkCustomerStepInput, { container, eventGroupId }): Promise<StepResponse<string, Created>> => {
    const id = await reserveId(container, clerk_user_id)
    await createCustomersWorkflow(container).run({
      input: { customersData: [{ ...data, id, has_account: true } as CreateCustomerDTO] },
      // Holds core's event back until the whole sync succeeds.
      context: { eventGroupId, preventReleaseEvents: true },
    })
    return new StepResponse(id, { customer_id: id, clerk_user_id })
  },
  async (created, { container }) => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    if (!created || (await roles.getCustomerMetaByCustomerId(created.customer_id))) {
      return
    }
    const identities = await container.resolve(Modules.AUTH).listAuthIdentities({ app_metadata: { customer_id: created.customer_id } })
    if (!identities.length) {
      await container.resolve(Modules.CUSTOMER).deleteCustomers([created.customer_id])
      await roles.customerCreations.end(created.clerk_user_id)
    }
  }
)

/** Reserves an id that no customer has, not even a deleted one. */
const reserveId = async (container: MedusaContainer, clerkUserId: string): Promise<string> => {
  const { customerCreations } = container.resolve(CUSTOMER_ROLE_MODULE)
  const id = await customerCreations.begin(clerkUserId)
  const [taken] = await container.resolve(Modules.CUSTOMER).listCustomers({ id }, { select: ["id"], withDeleted: true })
  return taken ? customerCreations.begin(clerkUserId, id) : id
}
