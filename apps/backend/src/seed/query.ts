import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Question = { entity: string; fields: string[]; filters?: Record<string, unknown> }

/**
 * Asks Medusa's query. The shape follows from the fields, and is the caller's to state.
 *
 * @example
 * const stores = await list<{ id: string }>(container, { entity: "store", fields: ["id"] })
 */
export async function list<T>(container: MedusaContainer, question: Question): Promise<T[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(question)
  return data as T[]
}

/** The first of what was asked for or made. @throws where there is none */
export function first<T>(items: readonly (T | undefined)[], what: string): T {
  const [item] = items
  if (item === undefined) {
    throw new Error(`Seeding came to a halt: Medusa has no ${what}.`)
  }
  return item
}
