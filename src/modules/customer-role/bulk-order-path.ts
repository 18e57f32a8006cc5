import type { PluginOptions } from "../../options"

/** How bulk orders are placed: through Medusa's own cart and checkout workflows, or directly. */
export type BulkOrderPath = { path: "core" | "direct"; reason: "option" | "hooks" | "no_hooks"; hooks: string[] }

/**
 * Which way bulk orders are placed. Left to itself it is the direct one, but where code of the shop hangs on hooks of
 * Medusa's checkout, which run nowhere else.
 *
 * @example
 * const { path } = chooseBulkOrderPath("auto", ["create-cart.validate"]) // "core"
 */
export const chooseBulkOrderPath = (option: PluginOptions["bulkOrders"]["path"], hooks: string[]): BulkOrderPath => {
  if (option !== "auto") {
    return { path: option, reason: "option", hooks }
  }
  return hooks.length > 0 ? { path: "core", reason: "hooks", hooks } : { path: "direct", reason: "no_hooks", hooks }
}
