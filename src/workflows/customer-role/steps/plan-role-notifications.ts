import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { adminCustomerUrl } from "../admin-customer-url"
import { notificationChannels } from "../notification-channels"
import { type NotifiedCustomer, type NotifiedStatus, type RoleNotification, roleNotifications } from "../role-notifications"

export type PlanRoleNotificationsStepInput = {
  /** The id of the `customer_meta` record. */
  id: string
  status: NotifiedStatus
  /** None where Medusa has deleted the customer. */
  customer?: NotifiedCustomer
  store?: { name: string | null }
}

/**
 * Works out whom to tell what of a role's standing. Nobody where the role has moved on, and nobody through a channel
 * that has no provider: that is a warning in the log, once for each channel.
 *
 * @example
 * const notifications = planRoleNotificationsStep({ id: "cmeta_123", status: "verified", customer, store })
 */
export const planRoleNotificationsStep = createStep(
  "plan-role-notifications",
  async (
    { id, status, customer, store }: PlanRoleNotificationsStepInput,
    { container }
  ): Promise<StepResponse<RoleNotification[]>> => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    const record = customer ? await roles.getCustomerMetaByCustomerId(customer.id) : null
    if (!customer?.email || record?.id !== id) {
      return new StepResponse([])
    }
    const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
    const notifications = roleNotifications(
      status,
      {
        record,
        history: await roles.getHistory(customer.id),
        customer,
        store_name: store?.name ?? null,
        admin_url: adminCustomerUrl(config.admin, customer.id),
      },
      roles.options.notifications
    )
    const channels = notificationChannels(config.modules?.[Modules.NOTIFICATION])
    warnOfMissing(notifications.map(({ channel }) => channel).filter((channel) => !channels.has(channel)), container)
    return new StepResponse(notifications.filter(({ channel }) => channels.has(channel)))
  }
)

const warned = new Set<string>()

const warnOfMissing = (channels: string[], container: MedusaContainer): void => {
  for (const channel of channels) {
    if (!warned.has(channel)) {
      warned.add(channel)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `medusa-plugin-customer-role: nobody is told of applications and decisions through the channel "${channel}": no notification ` +
            `provider has it. Configure one in medusa-config.ts, or turn these notifications off with the plugin's option ` +
            (channel === "feed" ? "notifications.adminFeed." : "notifications.channel.")
        )
    }
  }
}
