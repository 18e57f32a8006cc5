import type { ClerkStandIn } from "clerk-stand-in"
import { Client } from "pg"
import type { ReadRows } from "../../integration-tests/model/end-state"
import { startMedusa } from "../lib/medusa"
import { prepareShop } from "../lib/prepare-shop"
import type { BenchContext } from "../lib/result"

/** A shop that receives webhooks, in a process of its own. */
export type WebhookShop = {
  port: number
  clerk: ClerkStandIn
  /** Runs a query on a connection outside the shop's pool. */
  read: ReadRows
}

/** Starts the shop and creates the table for the baseline's inserts. */
export const openShop = async (context: BenchContext): Promise<WebhookShop> => {
  const { cleanup, say } = context
  const { clerk, databaseUrl, environment } = await prepareShop(context)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  cleanup.add(() => client.end())
  await client.query("CREATE TABLE bench_delivery (LIKE clerk_webhook_delivery INCLUDING ALL)")
  say("Starting the shop")
  // One process does everything, as in a small shop. It also writes changes to Clerk during the measurement.
  const port = await startMedusa(cleanup, { ...environment, WORKER_MODE: "shared" })
  return { port, clerk, read: async (sql) => (await client.query(sql)).rows }
}
