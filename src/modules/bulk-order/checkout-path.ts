import type { PluginOptions } from "../../options"

/**
 * How bulk orders are placed, and why. `core`: through Medusa's own cart and checkout workflows. `direct`: as an order
 * without a cart.
 */
export type CheckoutPath = { path: "core" | "direct"; reason: "option" | "hooks" | "no_hooks"; hooks: string[] }

/**
 * Returns how bulk orders are placed. `auto` means without a cart, unless the shop's code uses hooks of Medusa's checkout:
 * they run only there, and an order must not bypass them.
 *
 * @example
 * const { path } = chooseCheckoutPath("auto", ["create-cart.validate"]) // "core"
 */
export const chooseCheckoutPath = (option: PluginOptions["bulkOrders"]["path"], hooks: string[]): CheckoutPath => {
  if (option !== "auto") {
    return { path: option, reason: "option", hooks }
  }
  return hooks.length > 0 ? { path: "core", reason: "hooks", hooks } : { path: "direct", reason: "no_hooks", hooks }
}
