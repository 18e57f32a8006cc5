import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { PlannedNotification } from "./plan-notifications"

const providerSchema = z.object({ options: z.object({ channels: z.array(z.string()) }) })

/** Medusa Cloud's own e-mail, which Medusa adds if no other provider has the channel. */
const cloudSchema = z
  .object({ api_key: z.string().min(1), endpoint: z.string().min(1) })
  .and(z.union([z.object({ environment_handle: z.string().min(1) }), z.object({ sandbox_handle: z.string().min(1) })]))

const moduleSchema = z.object({
  disable: z.literal(false).optional(),
  options: z.object({ providers: z.array(z.unknown()).optional(), cloud: z.unknown() }),
})

/**
 * Returns the channels that have a provider, from the configuration of the Notification Module. The module itself has no
 * method for it, and sending to a channel without a provider leaves a failed notification behind.
 *
 * @example
 * notificationChannels(config.modules?.[Modules.NOTIFICATION]) // Set { "feed" } in a new shop
 */
export const notificationChannels = (declaration: unknown): Set<string> => {
  const { data } = moduleSchema.safeParse(declaration)
  const providers = (data?.options.providers ?? []).map((provider) => providerSchema.safeParse(provider).data)
  const channels = providers.flatMap((provider) => provider?.options.channels ?? [])
  return new Set([...channels, ...(cloudSchema.safeParse(data?.options.cloud).success ? ["email"] : [])])
}

const warned = new Set<string>()

/**
 * Drops notifications for channels without a provider, and logs one warning per channel.
 *
 * @example
 * const notifications = keepDeliverable(planned, container)
 */
export const keepDeliverable = (notifications: PlannedNotification[], container: MedusaContainer): PlannedNotification[] => {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const channels = notificationChannels(config.modules?.[Modules.NOTIFICATION])
  for (const { channel } of notifications) {
    if (!channels.has(channel) && !warned.has(channel)) {
      warned.add(channel)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `medusa-plugin-customer-role: no notification provider has the channel "${channel}", so nobody is notified of applications, ` +
            `decisions and quotes through it. Configure one in medusa-config.ts, or turn these notifications off with the plugin's option ` +
            (channel === "feed" ? "notifications.adminFeed." : "notifications.channel.")
        )
    }
  }
  return notifications.filter(({ channel }) => channels.has(channel))
}
