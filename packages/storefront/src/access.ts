import type { ErrorCode } from "./error-catalogue.js"
import type { BusinessFeature, CustomerRole } from "./types.js"

/** Why a guard denies a visitor: a code of the shop, or `individual_account_required`, which only guards of pages know. */
export type DenialCode = ErrorCode | "individual_account_required"

/** What a guard asks of a business. */
export type BusinessRule = {
  /** `verified`: the shop must have checked the business. @default "business" */
  level?: "business" | "verified"
  /** The shop must let the customer use this, at whatever level it says. */
  feature?: BusinessFeature
}

/**
 * The first reason against a customer as a business, or `null`. The shop decides by the same order.
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
