import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import { PERSONAL_ROWS } from "./personal-data/personal-rows"

/** Everything that the plugin's tables hold about a person. */
export type PersonalData = {
  customer_id: string
  exported_at: string
  /** Rows by table, as they are stored. */
  tables: Record<string, Record<string, unknown>[]>
}

/**
 * Returns everything that the plugin's tables hold about a customer, including closed records and deleted quotes. Leaves
 * out Medusa's own tables, such as orders.
 *
 * @throws CustomerRoleError `not_found` if there is nothing
 *
 * @example
 * const { tables } = await exportPersonalData(container, "cus_123")
 */
export const exportPersonalData = async (container: MedusaContainer, customerId: string): Promise<PersonalData> => {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  // One statement reads one snapshot.
  const parts = Object.entries(PERSONAL_ROWS).map(
    ([name, condition]) => `(SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM ${name} t WHERE ${condition}) AS ${name}`
  )
  const [tables] = await select<PersonalData["tables"]>(db, `SELECT ${parts.join(", ")}`, { customer_id: customerId })
  if (Object.values(tables).every((rows) => rows.length === 0)) {
    throw new CustomerRoleError("not_found")
  }
  return { customer_id: customerId, exported_at: new Date().toISOString(), tables }
}
