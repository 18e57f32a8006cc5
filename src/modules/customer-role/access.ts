import type { AccessLevel } from "../../options"
import { type LastingRefusal, lastingRefusalOf } from "./lasting-refusal"
import type { CustomerMetaRecord, RoleLookup } from "./types"

/**
 * Returns whether a business gets what the shop gives verified ones: the customer group and its prices. A ban suspends it.
 *
 * @example
 * const joins = records.filter(isEntitled)
 */
export const isEntitled = ({
  is_verified,
  disabled_at,
  deleted_at,
}: Pick<CustomerMetaRecord, "is_verified" | "disabled_at" | "deleted_at">): boolean => is_verified && !disabled_at && !deleted_at

/** Why a customer may not use a business feature. */
export type AccessDenialCode = "account_disabled" | "business_account_required" | LastingRefusal

/**
 * Returns the first reason why a customer may not use a business feature, or `undefined`. Every guard, workflow and
 * payment provider asks this rule.
 *
 * @example
 * const denial = denialOf(await roles.lookUpCustomer("cus_123"), "verified") // "verification_pending"
 */
export const denialOf = ({ record, deleted }: RoleLookup, level: AccessLevel): AccessDenialCode | undefined => {
  if (deleted || record?.disabled_at) {
    return "account_disabled"
  }
  if (record?.account_type !== "business") {
    return "business_account_required"
  }
  const isUnverified = level === "verified" && !record.is_verified
  return lastingRefusalOf(record) ?? (isUnverified ? "verification_pending" : undefined)
}
