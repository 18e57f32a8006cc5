import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** A customer as admin lists show them. */
export type NamedCustomer = { id: string; email: string | null; first_name: string | null; last_name: string | null }

/** Returns customers by their ids. Deleted ones are missing. */
export const customersById = async (container: MedusaContainer, ids: string[]): Promise<Map<string, NamedCustomer>> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: [...new Set(ids)] },
  })
  return new Map(data.map(({ id, email, first_name, last_name }) => [id, { id, email, first_name, last_name }]))
}
