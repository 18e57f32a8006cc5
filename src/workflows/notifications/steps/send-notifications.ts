import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, NotificationStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { logEvent } from "../../../observability/log"
import type { PlannedNotification } from "../plan-notifications"

/**
 * Sends the notifications that have not been sent yet, and returns the ids of those sent now. Retries a failed one as a new
 * notification that refers to the first. Has no compensation: a message cannot be taken back.
 *
 * @throws the first provider error, after all notifications have been tried
 *
 * @example
 * const notification_ids = sendNotificationsStep(notifications)
 */
export const sendNotificationsStep = createStep(
  "send-notifications",
  async (notifications: PlannedNotification[], { container }): Promise<StepResponse<string[]>> => {
    const results = await Promise.allSettled(notifications.map((notification) => send(notification, container)))
    const failed = results.find((result) => result.status === "rejected")
    if (failed) {
      throw failed.reason
    }
    return new StepResponse(results.flatMap((result) => (result.status === "fulfilled" ? result.value : [])))
  }
)

const send = async (notification: PlannedNotification, container: MedusaContainer): Promise<string[]> => {
  const attempt = await nextAttempt(notification, container)
  if (!attempt) {
    return []
  }
  try {
    const { id } = await container.resolve(Modules.NOTIFICATION).createNotifications({ ...notification, ...attempt })
    return [id]
  } catch (error) {
    const { template, resource_type, resource_id } = notification
    const about = resource_type === "quote" ? { quote_id: resource_id } : { customer_id: resource_id }
    logEvent(container, "customer_role.notification_failed", { ...about, template, code: "not_sent" })
    throw error
  }
}

type Attempt = { idempotency_key: string; original_notification_id: string | null }

/**
 * Returns the key of the next attempt, or `null` if an earlier one succeeded. Each attempt has a key of its own: with the same
 * key, Medusa would send a failed notification again each time, because it cannot record the later success.
 */
const nextAttempt = async ({ idempotency_key }: PlannedNotification, container: MedusaContainer): Promise<Attempt | null> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  let original: string | null = null
  for (let attempt = 1; ; attempt++) {
    const key = attempt === 1 ? idempotency_key : `${idempotency_key}#${attempt}`
    const { data } = await query.graph({
      entity: "notification",
      fields: ["id", "status"],
      filters: { idempotency_key: key },
    })
    const [made]: { id: string; status: string }[] = data
    if (!made) {
      return { idempotency_key: key, original_notification_id: original }
    }
    if (made.status !== NotificationStatus.FAILURE) {
      return null
    }
    original ??= made.id
  }
}
