import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { PlannedNotification } from "./plan-notifications"
import { notificationChannels } from "./notification-channels"

const warned = new Set<string>()

/**
 * Leaves out what goes through a channel that has no provider: that is a warning in the log, once for each channel.
 *
 * @example
 * const notifications = deliverable(planned, container)
 */
export const deliverable = (notifications: PlannedNotification[], container: MedusaContainer): PlannedNotification[] => {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const channels = notificationChannels(config.modules?.[Modules.NOTIFICATION])
  for (const { channel } of notifications) {
    if (!channels.has(channel) && !warned.has(channel)) {
      warned.add(channel)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `medusa-plugin-customer-role: nobody is told of applications, decisions and quotes through the channel "${channel}": no ` +
            `notification provider has it. Configure one in medusa-config.ts, or turn these notifications off with the plugin's option ` +
            (channel === "feed" ? "notifications.adminFeed." : "notifications.channel.")
        )
    }
  }
  return notifications.filter(({ channel }) => channels.has(channel))
}
