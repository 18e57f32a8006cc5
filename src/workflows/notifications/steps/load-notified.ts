import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { NotifiedCustomer } from "../plan-notifications"

export type LoadNotifiedStepInput = { customer_id: string }

/** `customer` is `undefined` if Medusa has deleted them or has no e-mail address of theirs. */
export type Notified = { customer?: NotifiedCustomer; store_name: string | null }

/**
 * Returns the customer and the name of the store, which every notification contains.
 *
 * @example
 * const { customer, store_name } = loadNotifiedStep({ customer_id: "cus_123" })
 */
export const loadNotifiedStep = createStep(
  "load-notified",
  async ({ customer_id }: LoadNotifiedStepInput, { container }): Promise<StepResponse<Notified>> => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: customers } = await query.graph({
      entity: "customer",
      fields: ["id", "email", "first_name", "last_name"],
      filters: { id: customer_id },
    })
    const { data: stores } = await query.graph({ entity: "store", fields: ["name"] })
    const [customer] = customers
    // Medusa's type promises an e-mail address, but the database allows none.
    return new StepResponse({ customer: customer?.email ? toNotified(customer) : undefined, store_name: stores[0]?.name ?? null })
  }
)

const toNotified = ({ id, email, first_name, last_name }: NotifiedCustomer): NotifiedCustomer => ({ id, email, first_name, last_name })
