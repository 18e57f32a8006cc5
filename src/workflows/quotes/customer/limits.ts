import type { PluginOptions } from "../../../options"

const BYTES_PER_MB = 1_048_576

/** `undefined`: no limit. */
export type CustomerLimits = { openQuotes?: number; fileBytes?: number }

/**
 * Returns how many open quotes and bytes of files a customer may have, from the plugin option `limits`.
 *
 * @example
 * const { openQuotes } = customerLimits(pluginOptions(container))
 */
export const customerLimits = ({ limits }: Pick<PluginOptions, "limits">): CustomerLimits =>
  limits === false
    ? {}
    : {
        openQuotes: limits.openQuotes || undefined,
        fileBytes: limits.fileMb ? limits.fileMb * BYTES_PER_MB : undefined,
      }
