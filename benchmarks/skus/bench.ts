import { setTimeout as pause } from "node:timers/promises"
import { Client } from "pg"
import type { RunResult, Way } from "../app/src/api/bench/bulk/run/route"
import { type BulkShop, openBulkShop } from "../bulk/shop"
import { waitFor } from "../bulk/wait-for"
import type { Bench, BenchContext, Report, Result } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { median, rounded } from "../lib/statistics"
import { table } from "../lib/table"

const LINES = 10
const WAYS: readonly Way[] = ["plugin, preview", "plugin, preview by SKU"]
const OTHER_VARIANTS = 100_000
const USUAL = { rounds: 30, withinMs: 120_000 }
const QUICK = { rounds: 2, withinMs: 0 }

/** The median milliseconds of each way. */
type Times = Map<Way, number>

/** Measures the cost of finding products by misspelled SKUs. */
export const skusBench: Bench = {
  name: "skus",
  about: `previews of ${LINES} lines by misspelled SKU and by variant id, in a small catalogue and with ${OTHER_VARIANTS.toLocaleString("en")} more variants`,
  async run(context) {
    const shop = await openBulkShop(context, LINES)
    const small = await measure(shop, context)
    const seconds = await addVariants(shop, context)
    const large = await measure(shop, context)
    return report(small, large, seconds)
  },
}

const measure = async ({ port, shop, customer_id }: BulkShop, { say, quick }: BenchContext): Promise<Times> => {
  const preview = async (way: Way): Promise<number> =>
    (await waitFor<RunResult>(port, "/bench/bulk/run", { way, shop, customer_id, lines: LINES })).milliseconds
  say(`Previews of ${LINES} lines`)
  await inTurn(WAYS, { rounds: 3, withinMs: 0 }, preview)
  const times = await inTurn(WAYS, quick ? QUICK : USUAL, preview)
  return new Map([...times].map(([way, all]) => [way, median(all)]))
}

/** Adds variants and returns the seconds until the plugin has folded all of them. */
const addVariants = async ({ databaseUrl, port, shop, customer_id }: BulkShop, { say }: BenchContext): Promise<number> => {
  say(`Adding ${OTHER_VARIANTS} variants`)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO product_variant (id, title, sku, product_id, manage_inventory, allow_backorder, variant_rank)
       SELECT 'variant_other_' || n, 'One', 'Other-' || n, (SELECT id FROM product LIMIT 1), false, false, 0
       FROM generate_series(1, ${OTHER_VARIANTS}) n`
    )
    await client.query("VACUUM ANALYZE product_variant")
    const begun = performance.now()
    // The first request that meets many unfolded SKUs folds them.
    await waitFor<RunResult>(port, "/bench/bulk/run", { way: "plugin, preview by SKU", shop, customer_id, lines: 1 })
    while ((await client.query("SELECT 1 FROM variant_sku_key WHERE sku_key IS NULL LIMIT 1")).rowCount) {
      await pause(50)
    }
    const seconds = (performance.now() - begun) / 1000
    await client.query("VACUUM ANALYZE variant_sku_key")
    return seconds
  } finally {
    await client.end()
  }
}

const msOf = (times: Times, way: Way): number => times.get(way) ?? Number.NaN

const report = (small: Times, large: Times, seconds: number): Report => {
  const catalogue = `with ${OTHER_VARIANTS.toLocaleString("en")} more variants`
  const results: Result[] = [
    ...WAYS.map((way) => ({
      bench: "skus",
      case: `${way}, ${catalogue}`,
      value: rounded(msOf(large, way)),
      unit: "ms",
      vs: "in a small catalogue",
      ratio: rounded(msOf(large, way) / msOf(small, way)),
    })),
    {
      bench: "skus",
      case: `plugin, preview by SKU, ${catalogue}`,
      value: rounded(msOf(large, "plugin, preview by SKU")),
      unit: "ms",
      vs: "plugin, preview (by variant id)",
      ratio: rounded(msOf(large, "plugin, preview by SKU") / msOf(large, "plugin, preview")),
    },
  ]
  const text = [
    "",
    `skus: previews of ${LINES} lines`,
    "",
    table(
      ["", "small catalogue", catalogue, "ratio"],
      WAYS.map((way) => [
        way === "plugin, preview" ? "by variant id" : "by misspelled SKU",
        `${msOf(small, way).toFixed(1)} ms`,
        `${msOf(large, way).toFixed(1)} ms`,
        (msOf(large, way) / msOf(small, way)).toFixed(2),
      ])
    ),
    "",
    `Folding the ${OTHER_VARIANTS.toLocaleString("en")} new SKUs, once: ${seconds.toFixed(1)} s`,
    "",
  ].join("\n")
  return { results, text }
}
