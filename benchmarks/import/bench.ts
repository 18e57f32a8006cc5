import type { Bench } from "../lib/result"
import { measure } from "./measure"
import { report } from "./report"
import { openLegacyShop } from "./shop"

/** Measures the import of roles from an earlier system. */
export const importBench: Bench = {
  name: "import",
  about: "100,000 legacy rows by the command, compared with a COPY of the resulting rows",
  async run(context) {
    const shop = await openLegacyShop(context)
    return report(await measure(shop, context))
  },
}
