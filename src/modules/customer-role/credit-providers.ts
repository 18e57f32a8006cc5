import type { PluginOptions } from "../../options"

/** What the ids of the payment provider on account begin with, whatever name `medusa-config.ts` gives it. */
export const ON_ACCOUNT = "pp_on-account"

/** What bulk orders are paid with where nobody may pay on account: payment in advance, for everybody. */
export const PAYMENT_IN_ADVANCE = "pp_system_default"

/**
 * Whether a payment provider gives credit: those of the option `credit.providers`, and in any case those of this plugin,
 * which ask by themselves.
 *
 * @example
 * isCreditProvider(options, "pp_on-account_b2b") // true
 */
export const isCreditProvider = ({ credit }: Pick<PluginOptions, "credit">, id: string): boolean =>
  id.startsWith(ON_ACCOUNT) || Boolean(credit.providers?.includes(id))
