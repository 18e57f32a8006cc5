import type { ClerkUserInput, ClerkUserJson } from "clerk-stand-in"
import type { Shop } from "./shop"

/** The `publicMetadata` that Clerk has for an individual. */
export const WRITTEN_INDIVIDUAL = { customerRole: { accountType: "individual", isVerified: false, verificationStatus: "not_required" } }

/** Creates many users at Clerk, each with a matching customer and record. Writes to the database directly, without a sync. */
export const seedInStep = async (
  shop: Pick<Shop, "clerk" | "rows">,
  count: number,
  input: (n: number) => ClerkUserInput = () => ({})
): Promise<ClerkUserJson[]> => {
  const before = shop.clerk.users.list().length
  const users = Array.from({ length: count }, (_, n) =>
    shop.clerk.users.create({ email: `in-step-${before + n}@example.com`, public_metadata: WRITTEN_INDIVIDUAL, ...input(n) })
  )
  await addRecords(shop, users)
  return users
}

const addRecords = async ({ rows }: Pick<Shop, "rows">, users: ClerkUserJson[]): Promise<void> => {
  const seeds = JSON.stringify(
    users.map(({ id, email_addresses: [{ email_address: email }], updated_at }) => ({ id, email, version: new Date(updated_at) }))
  )
  const seed = "jsonb_to_recordset(?::jsonb) AS u (id text, email text, version timestamptz)"
  await rows(`INSERT INTO customer (id, email, has_account) SELECT 'cus_' || u.id, u.email, true FROM ${seed}`, [seeds])
  await rows(
    `INSERT INTO customer_meta (id, customer_id, clerk_user_id, search_text, clerk_updated_at)
     SELECT 'cmeta_' || u.id, 'cus_' || u.id, u.id, u.email, u.version FROM ${seed}`,
    [seeds]
  )
}
