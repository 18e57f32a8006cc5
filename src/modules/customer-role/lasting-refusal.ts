import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../postgres/sql"
import type { ErasedPersons } from "./erasure/erased-persons"
import type { CustomerMetaRecord } from "./types"

/** The denial codes of a business that the shop has refused. */
export type LastingRefusal = "verification_rejected" | "verification_revoked" | "verification_pending"

/**
 * Returns why a rejected or revoked business stays refused at every level. Applying again does not lift a refusal: the
 * status becomes `pending`, but `denied_at` stays until an admin verifies the business.
 *
 * @example
 * lastingRefusalOf({ verification_status: "pending", is_verified: false, denied_at: new Date() }) // "verification_pending"
 */
export const lastingRefusalOf = ({
  verification_status,
  is_verified,
  denied_at,
}: Pick<CustomerMetaRecord, "verification_status" | "is_verified" | "denied_at">): LastingRefusal | undefined => {
  if (verification_status === "rejected") {
    return "verification_rejected"
  }
  if (verification_status === "revoked") {
    return "verification_revoked"
  }
  return denied_at && !is_verified ? "verification_pending" : undefined
}

/**
 * Returns when the shop refused a customer who now gets a new record: from their last closed record, or from what remains of
 * an erased person. Deleting an account does not lift a refusal.
 */
export const findEarlierRefusal = async (
  trx: Knex.Transaction,
  erasedPersons: ErasedPersons,
  person: { customer_id: string; clerk_user_id: string; email: string | null }
): Promise<Date | null> => {
  // Each record takes over the refusal of the one before, so the last record is enough.
  const [last] = await select<{ denied_at: Date | null }>(
    trx,
    `SELECT m.denied_at FROM customer_meta m WHERE m.customer_id = ? AND m.deleted_at IS NOT NULL
     ORDER BY m.deleted_at DESC LIMIT 1`,
    [person.customer_id]
  )
  return last?.denied_at ?? (await erasedPersons.denialOf(person, trx))
}
