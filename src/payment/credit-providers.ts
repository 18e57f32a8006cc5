import type { PluginOptions } from "../options"

/** The ids of all payment providers on account begin with this, whatever name `medusa-config.ts` gives them. */
export const ON_ACCOUNT = "pp_on-account"

/** The payment provider of bulk orders in shops without credit: payment in advance, for everybody. */
export const PAYMENT_IN_ADVANCE = "pp_system_default"

/**
 * Tells whether a payment provider gives credit: one of the option `credit.providers`, or this plugin's own.
 *
 * @example
 * isCreditProvider(options, "pp_on-account_b2b") // true
 */
export const isCreditProvider = ({ credit }: Pick<PluginOptions, "credit">, id: string): boolean =>
  id.startsWith(ON_ACCOUNT) || Boolean(credit.providers?.includes(id))
