import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CustomerRoleEventData } from "../../events"
import type { NotifiedStatus } from "./role-notifications"
import { planRoleNotificationsStep } from "./steps/plan-role-notifications"
import { sendRoleNotificationsStep } from "./steps/send-role-notifications"

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
  const { data: customers } = useQueryGraphStep({
    entity: "customer",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: input.customer_id },
  })
  const { data: stores } = useQueryGraphStep({ entity: "store", fields: ["name"] }).config({ name: "get-store" })
  const notifications = planRoleNotificationsStep(
    transform({ input, customers, stores }, ({ input: { id, status }, customers, stores }) => ({
      id,
      status,
      customer: customers[0],
      store: stores[0],
    }))
  )
  return new WorkflowResponse(sendRoleNotificationsStep(notifications))
})
