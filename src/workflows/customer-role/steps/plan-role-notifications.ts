import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { adminCustomerUrl } from "../../notifications/admin-customer-url"
import { deliverable } from "../../notifications/deliverable"
import type { NotifiedCustomer, PlannedNotification } from "../../notifications/plan-notifications"
import { type NotifiedStatus, roleNotifications } from "../notifications/role-notifications"

export type PlanRoleNotificationsStepInput = {
  /** The id of the `customer_meta` record. */
  id: string
  status: NotifiedStatus
  /** None where Medusa has deleted the customer. */
  customer?: NotifiedCustomer
  store_name: string | null
}

/**
 * Works out whom to tell what of a role's standing. Nobody where the role has moved on, and nobody through a channel
 * that has no provider: that is a warning in the log, once for each channel.
 *
 * @example
 * const notifications = planRoleNotificationsStep({ id: "cmeta_123", status: "verified", customer, store_name })
 */
export const planRoleNotificationsStep = createStep(
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
      roles.options.notifications
    )
    return new StepResponse(deliverable(notifications, container))
  }
)
