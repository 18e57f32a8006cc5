import type { Bench } from "../lib/result"
import { measure } from "./measure"
import { report } from "./report"
import { openLegacyShop } from "./shop"

/** What it takes to import the roles of an earlier system. */
export const importBench: Bench = {
  name: "import",
  about: "100,000 legacy rows by the command, beside a COPY of what becomes of them",
  async run(context) {
    const shop = await openLegacyShop(context)
    return report(await measure(shop, context))
  },
}
