import { ERROR_CATALOGUE, isErrorCode } from "medusa-customer-role-storefront/errors"

/** Why a quote cannot be shown: this account may not see quotes, there is no such quote for it, or only not now. */
export type WhyNotShown = "denied" | "gone" | "later"

/**
 * Returns why a quote cannot be shown, by the code of the shop's refusal. What is no code of the shop means that the shop
 * did not answer.
 *
 * @example
 * whyNotShown("not_found") // "gone"
 */
export const whyNotShown = (code: unknown): WhyNotShown => {
  const status = isErrorCode(code) ? ERROR_CATALOGUE[code].status : 503
  if (status === 429 || status >= 500) {
    return "later"
  }
  return status === 401 || status === 403 ? "denied" : "gone"
}
