import type { AccessLevel } from "../../options"
import type { CustomerMetaRecord, RoleLookup } from "./types"

/**
 * Whether a business has what the shop gives to verified ones: a group, and its prices. A ban takes it, and its end gives it
 * back.
 *
 * @example
 * const joins = records.filter(isEntitled)
 */
export const isEntitled = ({ is_verified, disabled_at, deleted_at }: Pick<CustomerMetaRecord, "is_verified" | "disabled_at" | "deleted_at">): boolean =>
  is_verified && !disabled_at && !deleted_at

/** Why a customer may not use a business feature. */
export type AccessDenialCode =
  | "account_disabled"
  | "business_account_required"
  | "verification_rejected"
  | "verification_revoked"
  | "verification_pending"

/**
 * The one rule of who may use a business feature: the first reason against it, or `undefined`.
 * Whoever was rejected or revoked stays out, also after applying again, until an admin verifies him.
 */
export const denialOf = ({ record, deleted }: RoleLookup, level: AccessLevel): AccessDenialCode | undefined => {
  if (deleted || record?.disabled_at) {
    return "account_disabled"
  }
  if (record?.account_type !== "business") {
    return "business_account_required"
  }
  if (record.verification_status === "rejected") {
    return "verification_rejected"
  }
  if (record.verification_status === "revoked") {
    return "verification_revoked"
  }
  if (!record.is_verified && (level === "verified" || record.denied_at)) {
    return "verification_pending"
  }
  return undefined
}
