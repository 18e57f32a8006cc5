import type { CustomerRole } from "medusa-customer-role-storefront"

/** Why the form of an application is on the page. */
export type ApplicationOccasion = "apply" | "correct" | "again" | "change"

/** The status of a business, or `unknown` where the shop has the application and has not said yet what it makes of it. */
export type AppliedStatus = CustomerRole["verification_status"] | "unknown"

/**
 * What came of an application: it waits for the shop, has reached it later than the page could wait, differs in nothing
 * from what the shop has decided on, or the shop decides otherwise.
 */
export type ApplicationResult = "sent" | "sentLater" | "decided" | "unchanged" | "stillVerified" | "notTaken"

/**
 * Returns what came of an application, by the status that it led to. Only what waits to be checked counts as sent: the
 * shop leaves a decision as it is for the details that it decided on.
 *
 * @example
 * applicationResultOf("again", "revoked") // "unchanged"
 */
export const applicationResultOf = (occasion: ApplicationOccasion, status: AppliedStatus): ApplicationResult => {
  switch (status) {
    case "pending":
      return "sent"
    case "unknown":
      return "sentLater"
    case "rejected":
    case "revoked":
      return "unchanged"
    case "verified":
      return occasion === "change" ? "stillVerified" : "decided"
    case "not_required":
      return "notTaken"
  }
}
