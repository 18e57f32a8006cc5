import type { MedusaContainer } from "@medusajs/framework/types"
import type { ErrorCode } from "../errors"
import { logEvent, type LogFields } from "./log"
import { countDenial } from "./metrics"

/** Who was refused what. */
export type NotedDenial = LogFields<"customer_role.access_denied"> & {
  /** `bulk_orders`, `quotes`, a merchant's own, or one of {@link STORE} and {@link IMPERSONATION}. */
  feature: string
  code: ErrorCode
}

/** The whole store: what a disabled account is refused. */
export const STORE = "store"

/** What somebody is refused who impersonates a customer. */
export const IMPERSONATION = "impersonation"

/** Counts and logs a refused request, every one; the history has one for each hour. */
export const noteDenial = (container: Pick<MedusaContainer, "resolve">, denial: NotedDenial): void => {
  countDenial(denial)
  logEvent(container, "customer_role.access_denied", denial)
}
