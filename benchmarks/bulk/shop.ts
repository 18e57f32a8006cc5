import { randomBytes } from "node:crypto"
import { startClerkStandIn } from "clerk-stand-in"
import type { SeededShop } from "../app/src/api/bench/bulk/seed/route"
import { buildPlugin } from "../../integration-tests/setup/build-plugin"
import { post, signUp } from "../guard/shop"
import { clerkEnvironment } from "../lib/prepare-shop"
import { runMedusa, startMedusa } from "../lib/medusa"
import type { BenchContext } from "../lib/result"
import { startScratchPostgres } from "../lib/scratch-postgres"

/** A shop with the plugin, many products, and a verified business. */
export type BulkShop = { port: number; shop: SeededShop; customer_id: string; databaseUrl: string }

/** Starts everything that the benchmark calls. */
export const openBulkShop = async ({ cleanup, say }: BenchContext, products: number): Promise<BulkShop> => {
  say("Building the plugin, starting PostgreSQL and the stand-in for Clerk")
  const [pluginFolder, postgres] = await Promise.all([process.env.PLUGIN_FOLDER || buildPlugin(), startScratchPostgres(cleanup)])
  await postgres.createDatabase("benchmark")
  const clerk = await startClerkStandIn({})
  cleanup.add(() => clerk.close())
  const environment = {
    PLUGIN_FOLDER: pluginFolder,
    DATABASE_URL: postgres.url("benchmark"),
    JWT_SECRET: randomBytes(32).toString("hex"),
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    ...clerkEnvironment(clerk),
  }
  say("Migrating the database")
  await runMedusa(cleanup, environment, "db:migrate", "--execute-safe-links", "--execute-safe-search", "--skip-scripts")
  say(`Starting a shop with ${products} products`)
  const port = await startMedusa(cleanup, environment)
  const shop = await post<SeededShop>(port, "/bench/bulk/seed", { products })
  const { customer_id } = await signUp(port, clerk, { accountType: "business", company: "Cedar GmbH" })
  await post(port, "/bench/verify", { customer_ids: [customer_id] })
  return { port, shop, customer_id, databaseUrl: environment.DATABASE_URL }
}
