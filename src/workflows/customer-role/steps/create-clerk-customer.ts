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

/** What was created, and for whom. */
type Created = { customer_id: string; clerk_user_id: string }

/**
 * Creates the Medusa customer of a Clerk user through core's workflow, so that a shop's hooks on it run. Gives its id,
 * which is kept beforehand: should this process die before the customer has a record, the next sync finds it again.
 *
 * Core's own compensation would delete the customer whatever has become of it. This one leaves it alone where another
 * process has found it meanwhile and goes on with it.
 *
 * @example
 * const customer_id = createClerkCustomerStep({ clerk_user_id: "user_123", email: "ada@example.com", first_name: "Ada", last_name: null })
 */
export const createClerkCustomerStep = createStep(
  "create-clerk-customer",
  async (
    { clerk_user_id, ...data }: CreateClerkCustomerStepInput,
    { container, eventGroupId }
  ): Promise<StepResponse<string, Created>> => {
    const id = await reserveId(container, clerk_user_id)
    await createCustomersWorkflow(container).run({
      input: { customersData: [{ ...data, id, has_account: true } as CreateCustomerDTO] },
      // Core's event waits for the end of the whole sync, and goes with it where that fails.
      context: { eventGroupId, preventReleaseEvents: true },
    })
    return new StepResponse(id, { customer_id: id, clerk_user_id })
  },
  async (created, { container }) => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    if (!created || (await roles.getCustomerMetaByCustomerId(created.customer_id))) {
      return
    }
    const identities = await container
      .resolve(Modules.AUTH)
      .listAuthIdentities({ app_metadata: { customer_id: created.customer_id } })
    if (!identities.length) {
      await container.resolve(Modules.CUSTOMER).deleteCustomers([created.customer_id])
      await roles.customerCreations.end(created.clerk_user_id)
    }
  }
)

/** An id that no customer has, nor a deleted one. */
const reserveId = async (container: MedusaContainer, clerkUserId: string): Promise<string> => {
  const { customerCreations } = container.resolve(CUSTOMER_ROLE_MODULE)
  const id = await customerCreations.begin(clerkUserId)
  const [taken] = await container.resolve(Modules.CUSTOMER).listCustomers({ id }, { select: ["id"], withDeleted: true })
  return taken ? customerCreations.begin(clerkUserId, id) : id
}
