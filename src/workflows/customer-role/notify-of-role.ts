import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CustomerRoleEventData } from "../../events"
import { loadNotifiedStep } from "../notifications/steps/load-notified"
import { sendNotificationsStep } from "../notifications/steps/send-notifications"
import type { NotifiedStatus } from "./notifications/role-notifications"
import { planRoleNotificationsStep } from "./steps/plan-role-notifications"

export type NotifyOfRoleWorkflowInput = CustomerRoleEventData & {
  /** What is told of. Nothing is told where the role stands somewhere else by now. */
  status: NotifiedStatus
}

/**
 * Tells the shop of an application, or the customer of a decision, through the Notification Module. Run again for the
 * same change, it sends only what could not be sent before. Gives the ids of the notifications sent.
 *
 * @throws what a provider failed with, once all the notifications have been tried
 *
 * @example
 * const { result: notification_ids } = await notifyOfRoleWorkflow(container).run({
 *   input: { id: "cmeta_123", customer_id: "cus_123", status: "rejected" },
 * })
 *
 * @summary Tell of a role's standing.
 */
export const notifyOfRoleWorkflow = createWorkflow("notify-of-role", (input: NotifyOfRoleWorkflowInput) => {
  const { customer, store_name } = loadNotifiedStep({ customer_id: input.customer_id })
  const notifications = planRoleNotificationsStep({ id: input.id, status: input.status, customer, store_name })
  return new WorkflowResponse(sendNotificationsStep(notifications))
})
