import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { CustomerMetaRecord, CustomerRoleEventRecord } from "../../modules/customer-role/types"

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
  return withNames(container, await container.resolve(CUSTOMER_ROLE_MODULE).getHistory(customerId, page))
}

/** What a customer has changed since the shop's last decision. */
export type LastDecision = HistoryEntry & { changes: { field: StatedField; before: unknown; after: string | null }[] }

const STATED = ["account_type", "company_name", "tax_id"] as const

type StatedField = (typeof STATED)[number]

/** Returns the shop's last decision about a customer and what has changed since, or `null` if there was none. */
export const lastDecisionOf = async (container: MedusaContainer, record: CustomerMetaRecord): Promise<LastDecision | null> => {
  const decision = await container.resolve(CUSTOMER_ROLE_MODULE).getLastDecision(record.customer_id)
  if (!decision) {
    return null
  }
  const [entry] = await withNames(container, [decision])
  const changes = STATED.map((field) => ({ field, before: entry.after?.[field] ?? null, after: record[field] }))
  return { ...entry, changes: changes.filter(({ before, after }) => before !== after) }
}

const withNames = async (container: MedusaContainer, entries: CustomerRoleEventRecord[]): Promise<HistoryEntry[]> => {
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
