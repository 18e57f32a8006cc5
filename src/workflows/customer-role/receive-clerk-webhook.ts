import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toSnapshot, type ClerkUserSnapshot } from "../../clerk/user"
import type { VerifiedWebhook } from "../../clerk/webhook"
import { asCustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { closeRoleWorkflow } from "./close-role"
import { syncClerkUser } from "./sync-clerk-user"

/** Refusals that no further attempt of Clerk would change. */
const FINAL_STATUSES = [403, 409]

/**
 * Lets a verified webhook delivery take effect, once. Whatever order deliveries come in, the newest version of the
 * Clerk user wins. A delivery counts as received when all of its work is done: whatever stops us before that, Clerk's
 * next attempt does the rest, and what was done already is not done again.
 *
 * @throws whatever kept us from it, so that Clerk tries again
 *
 * @example
 * await receiveClerkWebhook(req.scope, await verifyWebhook(req.headers, body, signingSecret))
 */
export const receiveClerkWebhook = async (container: MedusaContainer, { svix_id, event }: VerifiedWebhook): Promise<void> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  if (await service.hasDelivery(svix_id)) {
    return
  }
  if (event.type === "user.deleted" && event.data.id) {
    const clerk_user_id = event.data.id
    await closeRoleWorkflow(container).run({ input: { clerk_user_id, actor: { type: "clerk", id: clerk_user_id } } })
  }
  if (event.type === "user.created" || event.type === "user.updated") {
    await syncFrom(container, event.type, toSnapshot(event.data))
  }
  await service.recordDelivery({ svix_id, type: event.type })
}

const syncFrom = async (container: MedusaContainer, type: string, snapshot: ClerkUserSnapshot): Promise<void> => {
  const { clerk_user_id } = snapshot
  try {
    await syncClerkUser(container, { clerk_user_id, snapshot, actor: { type: "clerk", id: clerk_user_id } })
  } catch (error) {
    const ours = asCustomerRoleError(error)
    if (!ours || !FINAL_STATUSES.includes(ours.status)) {
      throw error
    }
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`medusa-plugin-customer-role: webhook ${type} for ${clerk_user_id} changed nothing: ${ours.code}`)
  }
}
