import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { CustomerRoleEventData } from "../../events"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { adminCustomerUrl } from "../notifications/admin-customer-url"
import { keepDeliverable } from "../notifications/notification-channels"
import type { NotifiedCustomer, PlannedNotification } from "../notifications/plan-notifications"
import { loadNotifiedStep } from "../notifications/steps/load-notified"
import { sendNotificationsStep } from "../notifications/steps/send-notifications"
import { type NotifiedStatus, roleNotifications } from "./notifications/role-notifications"

export type NotifyOfRoleWorkflowInput = CustomerRoleEventData & {
  /** The status to notify of. Nothing is sent if the role has another status now. */
  status: NotifiedStatus
}

type PlanRoleNotificationsStepInput = {
  /** The id of the `customer_meta` record. */
  id: string
  status: NotifiedStatus
  /** Absent if Medusa has deleted the customer. */
  customer?: NotifiedCustomer
  store_name: string | null
}

/** Plans who is notified of what. Leaves out channels without a provider, with one warning in the log for each. */
const planRoleNotificationsStep = createStep(
  "plan-role-notifications",
  async (
    { id, status, customer, store_name }: PlanRoleNotificationsStepInput,
    { container }
  ): Promise<StepResponse<PlannedNotification[]>> => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    const record = customer ? await roles.getCustomerMetaByCustomerId(customer.id) : null
    if (!customer || record?.id !== id) {
      return new StepResponse([])
    }
    const { admin } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
    const notifications = roleNotifications(
      status,
      {
        record,
        history: await roles.getHistory(customer.id),
        customer,
        store_name,
        admin_url: adminCustomerUrl(admin, customer.id),
      },
      pluginOptions(container).notifications
    )
    return new StepResponse(keepDeliverable(notifications, container))
  }
)

/**
 * Notifies the shop of an application, or the customer of a decision, through the Notification Module. A second run for
 * the same change sends only what failed before. Returns the ids of the notifications sent.
 *
 * @throws the error of a provider, after trying all notifications
 *
 * @example
 * const { result: notification_ids } = await notifyOfRoleWorkflow(container).run({
 *   input: { id: "cmeta_123", customer_id: "cus_123", status: "rejected" },
 * })
 *
 * @summary Notify of a role's status.
 */
export const notifyOfRoleWorkflow = createWorkflow("notify-of-role", (input: NotifyOfRoleWorkflowInput) => {
  const { customer, store_name } = loadNotifiedStep({ customer_id: input.customer_id })
  const notifications = planRoleNotificationsStep({ id: input.id, status: input.status, customer, store_name })
  return new WorkflowResponse(sendNotificationsStep(notifications))
})
