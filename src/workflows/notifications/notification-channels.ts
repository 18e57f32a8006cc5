import { z } from "@medusajs/framework/zod"

const providerSchema = z.object({ options: z.object({ channels: z.array(z.string()) }) })

/** Medusa Cloud's own e-mail, which Medusa adds where no other provider takes e-mail. */
const cloudSchema = z
  .object({ api_key: z.string().min(1), endpoint: z.string().min(1) })
  .and(z.union([z.object({ environment_handle: z.string().min(1) }), z.object({ sandbox_handle: z.string().min(1) })]))

const moduleSchema = z.object({
  disable: z.literal(false).optional(),
  options: z.object({ providers: z.array(z.unknown()).optional(), cloud: z.unknown() }),
})

/**
 * The channels that have a provider, read from the Notification Module's part of `medusa-config.ts`: the module itself
 * tells nobody, and whatever is sent to another channel fails and leaves a failed notification behind.
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
