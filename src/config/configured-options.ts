import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { parseClerkOptions, parsePluginOptions } from "../options"

type Declared = { options?: unknown; resolve?: unknown }

const isDeclared = (value: unknown): value is Declared => typeof value === "object" && value !== null

/**
 * Checks the options of this plugin and of its auth provider before Medusa loads any module. Medusa loads a plugin's
 * links first, also for migrations, so that a wrong option stops a migration before it writes.
 *
 * @throws Error that names each wrong option and its allowed values
 *
 * @example
 * checkConfiguredOptions("customer_role")
 */
export const checkConfiguredOptions = (moduleKey: string): void => {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true })
  const declaredModules: Record<string, unknown> = config?.modules ?? {}
  const plugin = declaredModules[moduleKey]
  if (isDeclared(plugin)) {
    parsePluginOptions(plugin.options)
  }
  for (const { options } of clerkProvidersOf(declaredModules[Modules.AUTH])) {
    parseClerkOptions(options)
  }
}

const clerkProvidersOf = (auth: unknown): Declared[] => {
  const options = isDeclared(auth) ? auth.options : undefined
  const providers: unknown = typeof options === "object" && options !== null && "providers" in options ? options.providers : []
  return Array.isArray(providers)
    ? providers.filter(isDeclared).filter(({ resolve }) => typeof resolve === "string" && resolve.endsWith("/providers/clerk"))
    : []
}
