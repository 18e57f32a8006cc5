import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../../errors"
import type { PluginOptions } from "../../../options"
import { insertEntry } from "../history/entries"
import { applyClaim, claimProblem, toState } from "../transitions"
import type { AccountClaim, ClaimCorrection, CustomerMetaRecord, RoleEventActor } from "../types"

/** A correction by an admin, and the whole claim that Clerk will hold after it. */
export type CorrectedClaim = { correction: ClaimCorrection; claim: AccountClaim; actor: RoleEventActor }

/**
 * Records an admin's correction of a customer's claim before Clerk gets it. Returns the id of the new entry.
 *
 * @throws CustomerRoleError `invalid_account_claim` if the corrected claim could not be applied
 */
export const recordCorrection = async (
  db: Knex,
  { application }: Pick<PluginOptions, "application">,
  record: CustomerMetaRecord,
  { correction, claim, actor }: CorrectedClaim
): Promise<string[]> => {
  const state = toState(record)
  const problem = claimProblem(claim, state, application.required)
  if (problem) {
    throw new CustomerRoleError("invalid_account_claim", `The corrected account details are not valid: ${problem}.`)
  }
  const after = { ...record, ...applyClaim(state, { valid: true, ...correction }).next }
  return insertEntry(db, { type: "corrected", actor, before: record, after, note: Object.keys(correction).join(", ") })
}
