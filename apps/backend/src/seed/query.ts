import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Question = { entity: string; fields: string[]; filters?: Record<string, unknown> }

/**
 * Runs a Medusa query. The caller states the type, which follows from the fields.
 *
 * @example
 * const stores = await list<{ id: string }>(container, { entity: "store", fields: ["id"] })
 */
export async function list<T>(container: MedusaContainer, question: Question): Promise<T[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(question)
  return data as T[]
}

/** Returns the first item. @throws Error if there is none */
export function first<T>(items: readonly (T | undefined)[], what: string): T {
  const [item] = items
  if (item === undefined) {
    throw new Error(`Seeding stopped: Medusa has no ${what}.`)
  }
  return item
}
