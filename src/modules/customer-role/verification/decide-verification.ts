import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../../errors"
import { select } from "../../../postgres/sql"
import { SELECT_RECORD } from "../role-lookup"
import type { RoleStores } from "../stores"
import { applyDecision, toState } from "../transitions"
import type { CustomerMetaRecord, RoleChange, RoleEventActor, VerificationDecision } from "../types"
import { writeTransition } from "../write-transition"

/**
 * Applies an admin's decisions in the given order. The caller's transaction commits all or none of them.
 *
 * @throws CustomerRoleError `not_found`, `not_a_business_account`, `role_changed`
 */
export const decideVerification = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  decisions: VerificationDecision[],
  actor: RoleEventActor
): Promise<RoleChange[]> => {
  const found = await select<CustomerMetaRecord>(
    trx,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL ORDER BY m.id FOR UPDATE`,
    [decisions.map((decision) => decision.customer_id)]
  )
  const byCustomer = new Map(found.map((record) => [record.customer_id, record]))
  const now = new Date()
  const changes: RoleChange[] = []
  for (const decision of decisions) {
    const record = requireBusiness(byCustomer.get(decision.customer_id), decision)
    requireUnchanged(record, decision)
    const transition = applyDecision(toState(record), decision, actor.id ?? null, now)
    changes.push(await writeTransition(trx, stores, record, { transition, actor, now }))
    if (decision.is_verified) {
      await stores.erasedPersons.liftRefusals(record.customer_id, trx)
    }
  }
  return changes
}

const requireBusiness = (record: CustomerMetaRecord | undefined, { customer_id }: VerificationDecision): CustomerMetaRecord => {
  if (!record) {
    throw new CustomerRoleError(
      "not_found",
      `No role found for customer ${customer_id}. A role begins with the first sign-in through Clerk.`
    )
  }
  if (record.account_type !== "business") {
    throw new CustomerRoleError(
      "not_a_business_account",
      `Customer ${customer_id} has an individual account. Only businesses can be verified.`
    )
  }
  return record
}

/** Throws `role_changed` if someone else has changed the record since the admin saw it. */
const requireUnchanged = ({ updated_at }: CustomerMetaRecord, { expected_updated_at }: VerificationDecision): void => {
  if (expected_updated_at && new Date(expected_updated_at).getTime() !== updated_at.getTime()) {
    throw new CustomerRoleError("role_changed")
  }
}
