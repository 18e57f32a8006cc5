import type { PluginOptions } from "../../../options"

const BYTES_OF_A_MB = 1_048_576

/** How much a customer may have; `undefined`: any amount. */
export type Amounts = { openQuotes?: number; fileBytes?: number }

/**
 * How much a customer may have, as the plugin's `limits` say.
 *
 * @example
 * const { openQuotes } = amountsOf(pluginOptions(container))
 */
export const amountsOf = ({ limits }: Pick<PluginOptions, "limits">): Amounts =>
  limits === false
    ? {}
    : {
        openQuotes: limits.openQuotes || undefined,
        fileBytes: limits.fileMb ? limits.fileMb * BYTES_OF_A_MB : undefined,
      }
