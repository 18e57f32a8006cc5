import type { MedusaContainer } from "@medusajs/framework/types"
import type { ErrorCode } from "../errors"
import { logEvent, type LogFields } from "./log"
import { countDenial } from "./metrics"

/** A refused request: who was refused what, and why. */
export type NotedDenial = LogFields<"customer_role.access_denied"> & {
  /** `bulk_orders`, `quotes`, {@link STORE}, {@link IMPERSONATION} or a feature of the merchant's. */
  feature: string
  code: ErrorCode
}

/** The feature that a disabled account is refused: the whole store. */
export const STORE = "store"

/** The feature that somebody who impersonates a customer is refused. */
export const IMPERSONATION = "impersonation"

/**
 * Counts and logs a refused request. Every refusal counts here; the customer's history keeps one an hour.
 *
 * @example
 * noteDenial(req.scope, { customer_id: "cus_123", feature: "quotes", code: "verification_pending" })
 */
export const noteDenial = (container: Pick<MedusaContainer, "resolve">, denial: NotedDenial): void => {
  countDenial(denial)
  logEvent(container, "customer_role.access_denied", denial)
}
