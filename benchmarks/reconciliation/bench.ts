import type { Bench } from "../lib/result"
import { measure } from "./measure"
import { report } from "./report"
import { openReconciledShop } from "./shop"

/** Measures the comparison of all Clerk users with the shop's customers. */
export const reconciliationBench: Bench = {
  name: "reconciliation",
  about: "20,000 users compared with the shop, compared with only reading Clerk's pages",
  async run(context) {
    return report(await measure(await openReconciledShop(context), context))
  },
}
