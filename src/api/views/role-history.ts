import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { CustomerRoleEventRecord } from "../../modules/customer-role/types"

/** An entry of the history as an admin sees it. */
export type HistoryEntry = CustomerRoleEventRecord & {
  /** The name of the admin who acted, or their e-mail address if they have no name. */
  actor_name: string | null
}

/** The page shown first. A customer who keeps changing their claim makes the history long. */
const NEWEST = { limit: 50, offset: 0 }

/** Returns a page of a customer's history, by default the newest, with the names of admins. The oldest entry comes first. */
export const historyOf = async (
  container: MedusaContainer,
  customerId: string,
  page: { limit: number; offset: number } = NEWEST
): Promise<HistoryEntry[]> => {
  const entries = await container.resolve(CUSTOMER_ROLE_MODULE).getHistory(customerId, page)
  const admins = entries.flatMap(({ actor_type, actor_id }) => (actor_type === "admin" && actor_id ? [actor_id] : []))
  const names = admins.length ? await namesOf(container, [...new Set(admins)]) : new Map<string, string>()
  return entries.map((entry) => ({ ...entry, actor_name: (entry.actor_id && names.get(entry.actor_id)) || null }))
}

const namesOf = async (container: MedusaContainer, ids: string[]): Promise<Map<string, string>> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "user",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: ids },
  })
  return new Map(data.map(({ id, email, first_name, last_name }) => [id, [first_name, last_name].filter(Boolean).join(" ") || email]))
}
