import type { AccessLevel } from "../../options"
import type { RoleLookup } from "./types"

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
