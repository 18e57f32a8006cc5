import type { PluginOptions } from "../../options"

/** The prefix of the on-account payment provider's id. `medusa-config.ts` chooses the rest. */
export const ON_ACCOUNT = "pp_on-account"

/** The payment provider of bulk orders if none is on account: payment in advance, open to everyone. */
export const PAYMENT_IN_ADVANCE = "pp_system_default"

/**
 * Returns whether a payment provider gives credit: those in the option `credit.providers`, and always those of this
 * plugin, which check the customer themselves.
 *
 * @example
 * isCreditProvider(options, "pp_on-account_b2b") // true
 */
export const isCreditProvider = ({ credit }: Pick<PluginOptions, "credit">, id: string): boolean =>
  id.startsWith(ON_ACCOUNT) || Boolean(credit.providers?.includes(id))
