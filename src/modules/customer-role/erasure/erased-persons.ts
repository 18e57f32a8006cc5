import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { foldEmail } from "../../../text/email-address"
import { change, select } from "../../../postgres/sql"

/** What can identify an erased person. */
export type ErasedKind = "customer" | "clerk_user" | "email"

/** What remains of an erased person, each value as a keyed hash. */
export type ErasedPerson = {
  customer_id: string
  clerk_users: { id: string; is_shut_out: boolean }[]
  emails: string[]
  denied_at: Date | null
  /** Refuses every sign-in of the customer until they have a new record. */
  is_shut_out: boolean
}

const hashOf = (kind: ErasedKind, value: string): string => `erased_person_hash('${kind}', ${value})`

/** Returns an SQL condition: the expression identifies an erased person. */
export const isErased = (kind: ErasedKind, value: string): string =>
  `EXISTS (SELECT FROM erased_person p WHERE p.hash = ${hashOf(kind, value)})`

/** Returns an SQL condition: the expression is a Clerk user of an erased person who has not started again. */
export const isErasedClerkUser = (value: string): string =>
  `(${isErased("clerk_user", value)} AND NOT EXISTS (SELECT FROM customer_meta began WHERE began.clerk_user_id = ${value}))`

/** Returns an SQL expression: the Clerk user's id, or NULL if it must not be stored because the person was erased. */
export const storableClerkUser = (value: string): string => `CASE WHEN ${isErasedClerkUser(value)} THEN NULL ELSE ${value} END`

const BLOCK_BYTES = 64

/**
 * Returns the two padded keys of HMAC-SHA256, so that SQL can compute it: HMAC(text) = SHA256(outer ‖ SHA256(inner ‖ text)).
 *
 * @example
 * const { inner, outer } = toHmacHalves(randomBytes(32))
 */
export const toHmacHalves = (key: Buffer): { inner: Buffer; outer: Buffer } => {
  const block = Buffer.alloc(BLOCK_BYTES)
  key.copy(block)
  return { inner: Buffer.from(block.map((byte) => byte ^ 0x36)), outer: Buffer.from(block.map((byte) => byte ^ 0x5c)) }
}

/**
 * Recognizes erased persons, so that neither webhooks nor reconciliation bring them back, refusals stay, and their orders
 * in Medusa stay private.
 */
export class ErasedPersons {
  constructor(private readonly db: () => Knex) {}

  /** Stores the hashes that identify a person. */
  async add({ customer_id, clerk_users, emails, denied_at, is_shut_out }: ErasedPerson, trx: Knex.Transaction): Promise<void> {
    const { inner, outer } = toHmacHalves(randomBytes(32))
    await change(trx, "INSERT INTO erased_person_key (inner_key, outer_key) VALUES (?, ?) ON CONFLICT DO NOTHING", [inner, outer])
    const marks = [
      { kind: "customer", value: customer_id, is_shut_out },
      ...clerk_users.map((user) => ({ kind: "clerk_user", value: user.id, is_shut_out: user.is_shut_out })),
      ...emails.map((email) => ({ kind: "email", value: foldEmail(email), is_shut_out: false })),
    ]
    await change(
      trx,
      `INSERT INTO erased_person AS p (hash, kind, denied_at, is_shut_out)
       SELECT DISTINCT ON (1) erased_person_hash(v.kind, v.value), v.kind, ?::timestamptz, v.is_shut_out
       FROM jsonb_to_recordset(?::jsonb) AS v (kind text, value text, is_shut_out boolean) ORDER BY 1
       ON CONFLICT (hash) DO UPDATE SET denied_at = EXCLUDED.denied_at, is_shut_out = p.is_shut_out OR EXCLUDED.is_shut_out`,
      [denied_at, JSON.stringify(marks)]
    )
  }

  /** Returns which of these Clerk users belong to erased persons who have not started again. */
  async clerkUsersAmong(clerkUserIds: string[], db: Knex = this.db()): Promise<{ clerk_user_id: string; is_shut_out: boolean }[]> {
    return select(
      db,
      `SELECT u.id AS clerk_user_id, p.is_shut_out
       FROM unnest(?::text[]) AS u (id) JOIN erased_person p ON p.hash = ${hashOf("clerk_user", "u.id")}
       WHERE NOT EXISTS (SELECT FROM customer_meta m WHERE m.clerk_user_id = u.id)`,
      [clerkUserIds]
    )
  }

  /** Returns which of these customers were erased. */
  async customersAmong(customerIds: string[], db: Knex = this.db()): Promise<Set<string>> {
    const rows = await select<{ id: string }>(db, `SELECT u.id FROM unnest(?::text[]) AS u (id) WHERE ${isErased("customer", "u.id")}`, [
      customerIds,
    ])
    return new Set(rows.map(({ id }) => id))
  }

  /** Returns when the shop last refused an erased person with one of these, or `null`. */
  async denialOf(
    { customer_id, clerk_user_id, email }: { customer_id: string; clerk_user_id: string; email: string | null },
    db: Knex = this.db()
  ): Promise<Date | null> {
    const [{ denied_at }] = await select<{ denied_at: Date | null }>(
      db,
      `SELECT max(denied_at) AS denied_at FROM erased_person
       WHERE hash IN (${hashOf("customer", "?")}, ${hashOf("clerk_user", "?")}, ${hashOf("email", "?::text")})`,
      [customer_id, clerk_user_id, email === null ? null : foldEmail(email)]
    )
    return denied_at
  }

  /** Lifts the refusals from before the erasure, once the customer is verified. */
  async liftRefusals(customerId: string, trx: Knex.Transaction): Promise<void> {
    await change(
      trx,
      `UPDATE erased_person p SET denied_at = NULL FROM customer_meta m
       WHERE m.customer_id = ? AND m.deleted_at IS NULL AND p.denied_at IS NOT NULL AND (
         p.hash IN (${hashOf("customer", "m.customer_id")}, ${hashOf("clerk_user", "m.clerk_user_id")})
         OR p.hash IN (SELECT ${hashOf("email", "term")} FROM regexp_split_to_table(m.search_text, E'\\n') AS term WHERE strpos(term, '@') > 0))`,
      [customerId]
    )
  }

  /** Records that Clerk has deleted a user of an erased person. Returns `false` if the user belongs to no erased person. */
  async shutOutClerkUser(clerkUserId: string, trx: Knex.Transaction): Promise<boolean> {
    const noted = await change(
      trx,
      `UPDATE erased_person SET is_shut_out = true
       WHERE hash = ${hashOf("clerk_user", "?")} AND NOT EXISTS (SELECT FROM customer_meta m WHERE m.clerk_user_id = ?)`,
      [clerkUserId, clerkUserId]
    )
    return noted > 0
  }
}
