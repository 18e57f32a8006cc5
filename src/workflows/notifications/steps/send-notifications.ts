import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, NotificationStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { logEvent } from "../../../observability/log"
import type { PlannedNotification } from "../plan-notifications"

/**
 * Sends what has not been sent yet, each notification by itself, and gives the ids of those sent now. What failed
 * before is sent again, as a notification of its own that names the first one. Nothing to undo: a message is out.
 *
 * @throws what the first failed one failed with, once all have been tried
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
 * Medusa sends a failed notification again under the same key, but cannot note that it was: it would be sent each time.
 * So each attempt has a key of its own.
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
