import type { ErrorCode } from "./error-catalogue.js"
import type { BusinessFeature, CustomerRole } from "./types.js"

/** Why a guard denies a visitor: one of the shop's error codes, or `individual_account_required`, which only page guards use. */
export type DenialCode = ErrorCode | "individual_account_required"

/** What a guard requires of a business. */
export type BusinessRule = {
  /** `verified` requires that the shop has verified the business. @default "business" */
  level?: "business" | "verified"
  /** Requires that the customer may use this feature, at the level that the shop has configured. */
  feature?: BusinessFeature
}

/**
 * Returns the first reason to refuse a customer as a business, or `null`. Checks in the same order as the shop.
 *
 * @example
 * businessDenialOf(role, { level: "verified" }) // "verification_pending"
 */
export const businessDenialOf = (
  { account_type, verification_status, is_verified, access }: CustomerRole,
  { level, feature }: BusinessRule
): DenialCode | null => {
  const allowed = feature ? access[feature] : undefined
  if (allowed?.allowed === false) {
    return allowed.code
  }
  if (account_type !== "business") {
    return "business_account_required"
  }
  if (verification_status === "rejected" || verification_status === "revoked") {
    return `verification_${verification_status}`
  }
  return level === "verified" && !is_verified ? "verification_pending" : null
}
