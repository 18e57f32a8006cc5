import { isDeepStrictEqual } from "node:util"
import type { ClerkStandIn } from "clerk-stand-in"
import type { PluginOptionsInput } from "../../src/options"

/** The `clerk` options of the app under test: plugin and auth provider share them, as README tells merchants. */
export const clerkOptions: Partial<PluginOptionsInput["clerk"]> = {}

/** The plugin's options of the app under test. `medusa-config.ts` takes this very object. */
export const pluginOptions: Partial<PluginOptionsInput> = {}

/** Tests ask more often than shoppers do, and all from one address. */
const ROOMY = {
  syncRuns: false,
  exchanges: false,
  quoteMessages: false,
  bulkOrders: false,
  acceptances: false,
  bulkCarts: false,
  otherRoutes: false,
  refusedCredentials: false,
} as const

/** Sets the options for the next start of the app. */
export const setPluginOptions = (clerk: ClerkStandIn, { clerk: clerkChanges, ...changes }: PluginOptionsChanges): void => {
  replace(clerkOptions, {
    secretKey: clerk.secretKey,
    apiUrl: clerk.apiUrl,
    jwtKey: clerk.jwtKey,
    issuer: clerk.issuer,
    authorizedParties: clerk.authorizedParties,
    webhookSigningSecret: clerk.webhookSigningSecret,
    ...clerkChanges,
  })
  // A comparison with Clerk by the clock would meet whatever test is running then.
  replace(pluginOptions, { reconciliation: { everyHours: false }, limits: ROOMY, ...changes, clerk: clerkOptions })
}

/** Options that a spec file wants otherwise than the default; `undefined` leaves one of Clerk's out. */
export type PluginOptionsChanges = Partial<Omit<PluginOptionsInput, "clerk">> & { clerk?: Partial<PluginOptionsInput["clerk"]> }

const replace = (target: object, values: object): void => {
  for (const key of Object.keys(target)) {
    Reflect.deleteProperty(target, key)
  }
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) {
      Reflect.set(target, key, value)
    }
  }
}

/** Options that the plugin reads anew at each request, as opposed to those that the start of the app depends on. */
const READ_AT_EACH_REQUEST: readonly string[] = [
  "access",
  "application",
  "bulkOrders.maxLines",
  "bulkOrders.waitAtMostSeconds",
  "checkout",
  "clerk.exchange",
  "impersonation",
  "notifications",
  "quotes",
  "reconciliation",
  "writeBack",
]

/** Whether a running app can be given other options, and behave as if it had been started with them. */
export const canChangeWhileRunning = (from: PluginOptionsChanges, to: PluginOptionsChanges): boolean =>
  isDeepStrictEqual(fixedOptions(from), fixedOptions(to))

/** Options whose members are looked at one by one. */
const GROUPS: readonly string[] = ["bulkOrders", "clerk"]

const fixedOptions = (options: PluginOptionsChanges): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(options)
      .flatMap(([key, value]): [string, unknown][] =>
        GROUPS.includes(key) ? Object.entries(value ?? {}).map(([name, inner]) => [`${key}.${name}`, inner]) : [[key, value]]
      )
      .filter(([key]) => !READ_AT_EACH_REQUEST.includes(key))
  )
