import type { PluginOptions } from "../options"

/** Every id of the payment provider on account begins with it, whatever name `medusa-config.ts` gives the provider. */
export const ON_ACCOUNT = "pp_on-account"

/** Pays for bulk orders in shops without credit: payment in advance, for everybody. */
export const PAYMENT_IN_ADVANCE = "pp_system_default"

/**
 * Whether a payment provider gives credit. Those of the option `credit.providers` do, and this plugin's own always do.
 *
 * @example
 * isCreditProvider(options, "pp_on-account_b2b") // true
 */
export const isCreditProvider = ({ credit }: Pick<PluginOptions, "credit">, id: string): boolean =>
  id.startsWith(ON_ACCOUNT) || Boolean(credit.providers?.includes(id))
