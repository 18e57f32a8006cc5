import type { Bench } from "../lib/result"
import { measure } from "./measure"
import { report } from "./report"
import { openReconciledShop } from "./shop"

/** What it takes to compare all of Clerk's users with the shop's customers. */
export const reconciliationBench: Bench = {
  name: "reconciliation",
  about: "20,000 users compared with the shop, beside reading Clerk's pages and doing nothing",
  async run(context) {
    return report(await measure(await openReconciledShop(context), context))
  },
}
