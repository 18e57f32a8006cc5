import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"
import { insertEntry } from "../history/entries"
import type { CustomerMetaRecord, CustomerRoleEventRecord, RoleEventActor } from "../types"
import { lockClerkUsers } from "./clerk-user-lock"

/** The outcome of a Clerk user's new email address. */
export type EmailEntry = { type: "email_changed" | "email_conflict"; actor: RoleEventActor; note: string | null }

/**
 * Records that a customer's email address followed Clerk's, or why it could not. Does not repeat a conflict that the history
 * already ends with. Returns the id of the new entry, if any.
 */
export const recordEmail = async (
  trx: Knex.Transaction,
  record: CustomerMetaRecord,
  { type, actor, note }: EmailEntry
): Promise<string[]> => {
  await lockClerkUsers(trx, [record.clerk_user_id])
  const [last] = await select<Pick<CustomerRoleEventRecord, "type" | "note">>(
    trx,
    `SELECT type, note FROM customer_role_event WHERE customer_meta_id = ? AND type IN ('email_changed', 'email_conflict')
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    [record.id]
  )
  const isRepeated = type === "email_conflict" && last?.type === type && last.note === note
  return isRepeated ? [] : insertEntry(trx, { type, actor, before: record, after: record, note })
}
