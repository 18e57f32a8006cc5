import type { Bench } from "../lib/result"
import { measureCarts } from "./carts"
import { measure } from "./measure"
import { measureParts } from "./parts"
import { report } from "./report"
import { checkGuards } from "./self-check"
import { openShops } from "./shop"

/** Measures the cost of the guard. */
export const guardBench: Bench = {
  name: "guard",
  about: "a route behind requireBusiness, unguarded, and behind a guard written by hand; Medusa's cart routes with and without the plugin",
  async run(context) {
    const shops = await openShops(context)
    await checkGuards(shops)
    const measured = await measure(shops, context)
    const parts = await measureParts(shops, context)
    return report(measured, parts, await measureCarts(shops, context))
  },
}
