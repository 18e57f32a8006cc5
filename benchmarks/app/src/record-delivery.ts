import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Inserts a row like the record of a delivery, indexes included, through the pool that the whole shop uses. */
export const recordDelivery = async (container: MedusaContainer): Promise<void> => {
  await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(
    `INSERT INTO bench_delivery (svix_id, type, clerk_user_id, outcome, event_at, finished_at)
       VALUES (?, 'user.updated', ?, 'applied', now(), now())`,
    [`msg_${randomUUID()}`, `user_${randomUUID()}`]
  )
}
