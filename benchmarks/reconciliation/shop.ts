import { createHash } from "node:crypto"
import type { ClerkStandIn, ClerkUserInput } from "clerk-stand-in"
import { Client } from "pg"
import { startMedusa } from "../lib/medusa"
import { prepareShop } from "../lib/prepare-shop"
import type { BenchContext } from "../lib/result"

const USERS = 20_000
const USERS_QUICK = 1_200

/**
 * Less memory than all users together need, so that a reconciliation that keeps them fails. Without a limit, Node
 * delays garbage collection.
 */
const HEAP = "--max-old-space-size=256"

const BEGAN = Date.UTC(2026, 0, 1)
const MINUTE = 60_000

/** A shop whose customers all equal their Clerk users, in a process of its own. */
export type ReconciledShop = {
  port: number
  clerk: ClerkStandIn
  client: Client
  /** The ids of Clerk's users, oldest first. */
  ids: string[]
}

type Kind = "individual" | "pending" | "verified"

const kindOf = (n: number): Kind => (n % 5 === 0 ? "verified" : n % 2 === 0 ? "individual" : "pending")

/** Creates the users: 40 % individuals, 40 % pending businesses, 20 % verified businesses. */
export const openReconciledShop = async (context: BenchContext): Promise<ReconciledShop> => {
  const { cleanup, say, quick } = context
  const users = Array.from({ length: quick ? USERS_QUICK : USERS }, (_, n) => userOf(n))
  const { clerk, databaseUrl, environment } = await prepareShop(context, { users })
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  cleanup.add(() => client.end())
  say(`Creating ${users.length.toLocaleString("en-US")} customers who are in step with Clerk`)
  await addCustomers(client, users)
  say("Starting the shop")
  const port = await startMedusa(cleanup, { ...environment, NODE_OPTIONS: HEAP })
  return { port, clerk, client, ids: users.map(({ id }) => id) }
}

const userOf = (n: number): ClerkUserInput & { id: string } => {
  const key = createHash("md5").update(String(n)).digest("hex")
  const kind = kindOf(n)
  const created_at = BEGAN + n * MINUTE
  return {
    id: `user_${key}`,
    email: `${key}@example.com`,
    first_name: "Ada",
    last_name: `Lovelace ${n}`,
    unsafe_metadata: kind === "individual" ? {} : { accountType: "business", company: `Company ${n} GmbH`, tax_id: `DE${n}` },
    public_metadata: { customerRole: roleOf(kind) },
    created_at,
    updated_at: created_at,
  }
}

const roleOf = (kind: Kind) => ({
  accountType: kind === "individual" ? kind : "business",
  isVerified: kind === "verified",
  verificationStatus: kind === "individual" ? "not_required" : kind,
})

/** Inserts customers, sign-ins, records and memberships, as a sync leaves them. */
const addCustomers = async (client: Client, users: ClerkUserInput[]): Promise<void> => {
  const rows = users.map(({ id, email, updated_at }, n) => ({ id, email, version: new Date(updated_at ?? 0), n, kind: kindOf(n) }))
  const FROM = "FROM jsonb_to_recordset($1::jsonb) AS u (id text, email text, version timestamptz, n integer, kind text)"
  const run = (sql: string) => client.query(`${sql} ${FROM}`, [JSON.stringify(rows)])
  await client.query("INSERT INTO customer_group (id, name) VALUES ('cusgroup_verified', 'Verified businesses')")
  await run(
    `INSERT INTO customer (id, email, first_name, last_name, has_account)
     SELECT 'cus_' || u.id, u.email, 'Ada', 'Lovelace ' || u.n, true`
  )
  await run("INSERT INTO auth_identity (id, app_metadata) SELECT 'authid_' || u.id, jsonb_build_object('customer_id', 'cus_' || u.id)")
  await run(
    `INSERT INTO provider_identity (id, entity_id, provider, auth_identity_id)
     SELECT 'provid_' || u.id, u.id, 'clerk', 'authid_' || u.id`
  )
  await run(
    `INSERT INTO customer_meta (id, customer_id, clerk_user_id, auth_identity_id, search_text, clerk_updated_at,
       account_type, company_name, tax_id, verification_status, is_verified, verified_at, customer_group_id)
     SELECT 'cmeta_' || u.id, 'cus_' || u.id, u.id, 'authid_' || u.id, u.email, u.version,
       CASE u.kind WHEN 'individual' THEN 'individual' ELSE 'business' END,
       CASE u.kind WHEN 'individual' THEN NULL ELSE 'Company ' || u.n || ' GmbH' END,
       CASE u.kind WHEN 'individual' THEN NULL ELSE 'DE' || u.n END,
       CASE u.kind WHEN 'individual' THEN 'not_required' ELSE u.kind END, u.kind = 'verified',
       CASE u.kind WHEN 'verified' THEN now() END, CASE u.kind WHEN 'verified' THEN 'cusgroup_verified' END`
  )
  await client.query(
    `INSERT INTO customer_group_customer (id, customer_id, customer_group_id)
     SELECT 'cusgc_' || m.id, m.customer_id, m.customer_group_id FROM customer_meta m WHERE m.customer_group_id IS NOT NULL`
  )
  await client.query("VACUUM ANALYZE")
}
