import type { ConfigModule } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { PluginOptionsInput } from "../options"

const PLUGIN = "medusa-plugin-customer-role"
const CLERK_PROVIDER = `${PLUGIN}/providers/clerk`
const ON_ACCOUNT_PROVIDER = `${PLUGIN}/providers/on-account`

/** The auth provider's id, which is part of `POST /auth/customer/clerk`. */
const CLERK_ID = "clerk"

/** The payment provider's id, which makes it `pp_on-account_b2b`. */
const ON_ACCOUNT_ID = "b2b"

type Provider = { resolve?: unknown; id?: unknown }

/**
 * Adds the plugin to a shop's configuration: the plugin itself, the auth provider `clerk` for customers, and the payment
 * provider `pp_on-account_b2b`. It keeps whatever else the shop has configured: other plugins, auth and payment providers,
 * and ways to sign in. It changes nothing in the configuration that it gets.
 *
 * The long form, for shops that write their configuration out, is in README.
 *
 * @param config what Medusa's `defineConfig` returns
 * @param options the plugin's options; `clerk` also goes to the auth provider
 * @throws MedusaError `invalid_argument` if the configuration cannot be merged: it has the plugin or its auth provider already, another auth provider
 * has the id `clerk`, or the Auth or Payment Module is disabled. The message says what to change.
 *
 * @see {@link https://docs.medusajs.com/learn/configurations/medusa-config | Medusa's configuration}
 *
 * @example
 * // medusa-config.ts
 * module.exports = withCustomerRole(
 *   defineConfig({ projectConfig: { databaseUrl: process.env.DATABASE_URL } }),
 *   { clerk: { secretKey: process.env.CLERK_SECRET_KEY ?? "", authorizedParties: ["https://shop.example"] } }
 * )
 */
export const withCustomerRole = (config: ConfigModule, options: PluginOptionsInput): ConfigModule => {
  const modules = modulesOf(config)
  const plugins = config.plugins ?? []
  if (plugins.some((plugin) => (typeof plugin === "string" ? plugin : plugin.resolve) === PLUGIN)) {
    throw refusal(`${PLUGIN} is in \`plugins\` already. Remove it there: withCustomerRole adds it.`)
  }
  return {
    ...config,
    projectConfig: withClerkForCustomers(config.projectConfig),
    plugins: [...plugins, { resolve: PLUGIN, options }],
    modules: {
      ...modules,
      auth: withProvider(modules, "auth", { resolve: CLERK_PROVIDER, id: CLERK_ID, options: options.clerk }, refuseSecondClerk),
      payment: withProvider(modules, "payment", { resolve: ON_ACCOUNT_PROVIDER, id: ON_ACCOUNT_ID }, refuseSecondOnAccount),
    },
  }
}

/** Only the answer of `defineConfig` has Medusa's defaults, such as the sign-in by password, and modules by their keys. */
const modulesOf = ({ modules }: ConfigModule): NonNullable<ConfigModule["modules"]> => {
  if (!modules || Array.isArray(modules)) {
    throw refusal("withCustomerRole takes what defineConfig returns: withCustomerRole(defineConfig({ … }), { clerk: { … } }).")
  }
  return modules
}

/**
 * Where a shop lists how customers may sign in, Clerk joins the list. Without a list, Medusa lets customers use every
 * provider, and a list would shut out those that the shop has.
 */
const withClerkForCustomers = (projectConfig: ConfigModule["projectConfig"]): ConfigModule["projectConfig"] => {
  const { authMethodsPerActor } = projectConfig.http
  const methods = authMethodsPerActor?.customer
  if (!methods || methods.includes(CLERK_ID)) {
    return projectConfig
  }
  return {
    ...projectConfig,
    http: { ...projectConfig.http, authMethodsPerActor: { ...authMethodsPerActor, customer: [...methods, CLERK_ID] } },
  }
}

type Declared = Exclude<NonNullable<ConfigModule["modules"]>[string], boolean>

const withProvider = (
  modules: NonNullable<ConfigModule["modules"]>,
  key: "auth" | "payment",
  provider: Provider & { options?: object },
  refuseConflicts: (others: Provider[]) => void
): Declared => {
  const declared: unknown = modules[key]
  if (!isObject(declared) || ("disable" in declared && declared.disable)) {
    throw refusal(`Medusa's module \`${key}\` is disabled. Enable it in \`modules\`: the plugin needs it.`)
  }
  const options: unknown = "options" in declared ? declared.options : undefined
  const moduleOptions = isObject(options) ? options : {}
  const listed: unknown = "providers" in moduleOptions ? moduleOptions.providers : undefined
  if (listed !== undefined && !Array.isArray(listed)) {
    throw refusal(`\`providers\` of the module \`${key}\` is not a list. Make it a list: withCustomerRole adds a provider to it.`)
  }
  const providers: unknown[] = listed ?? []
  refuseConflicts(providers.filter(isObject))
  return { ...declared, options: { ...moduleOptions, providers: [...providers, provider] } }
}

const refuseSecondClerk = (others: Provider[]): void => {
  if (others.some(({ resolve }) => resolve === CLERK_PROVIDER)) {
    throw refusal(`${CLERK_PROVIDER} is among the auth providers already. Remove it there: withCustomerRole adds it.`)
  }
  if (others.some(({ id }) => id === CLERK_ID)) {
    throw refusal(`Another auth provider has the id "${CLERK_ID}". Give it another id, or remove it: the plugin's provider needs this one.`)
  }
}

const refuseSecondOnAccount = (others: Provider[]): void => {
  if (others.some(({ resolve }) => resolve === ON_ACCOUNT_PROVIDER)) {
    throw refusal(`${ON_ACCOUNT_PROVIDER} is among the payment providers already. Remove it there: withCustomerRole adds it.`)
  }
}

const refusal = (message: string): MedusaError => new MedusaError(MedusaError.Types.INVALID_ARGUMENT, message)

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null
