import { isDeepStrictEqual } from "node:util"
import type { ClerkStandIn } from "clerk-stand-in"
import type { PluginOptionsInput } from "../../src/options"

/** The `clerk` options of the app under test, shared by plugin and auth provider, as README recommends. */
export const clerkOptions: Partial<PluginOptionsInput["clerk"]> = {}

/** The plugin options of the app under test. `medusa-config.ts` uses this very object. */
export const pluginOptions: Partial<PluginOptionsInput> = {}

/** Raises the limits, because tests send more requests than shoppers do, all from one address. */
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
  // A scheduled comparison with Clerk would disturb whichever test runs at that time.
  replace(pluginOptions, { reconciliation: { everyHours: false }, limits: ROOMY, ...changes, clerk: clerkOptions })
}

/** Options that a spec file overrides; `undefined` removes one of Clerk's. */
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

/** Options that the plugin reads at each request. All others are read when the app starts. */
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

/** Returns true if a running app can switch to other options and behave as if it had started with them. */
export const canChangeWhileRunning = (from: PluginOptionsChanges, to: PluginOptionsChanges): boolean =>
  isDeepStrictEqual(fixedOptions(from), fixedOptions(to))

/** Options whose members are compared one by one. */
const GROUPS: readonly string[] = ["bulkOrders", "clerk"]

const fixedOptions = (options: PluginOptionsChanges): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(options)
      .flatMap(([key, value]): [string, unknown][] =>
        GROUPS.includes(key) ? Object.entries(value ?? {}).map(([name, inner]) => [`${key}.${name}`, inner]) : [[key, value]]
      )
      .filter(([key]) => !READ_AT_EACH_REQUEST.includes(key))
  )
