import { LRUCache } from "lru-cache"
import type { MedusaContainer } from "@medusajs/framework/types"
import { logEvent } from "../../../observability/log"
import type { MalformedRule } from "./quantity-rules"

/** A malformed rule, and the product that it belongs to. */
export type FoundMalformedRule = MalformedRule & { product_id: string | undefined; variant_id: string }

const MOST_REMEMBERED = 10_000
const logged = new LRUCache<string, true>({ max: MOST_REMEMBERED })

/**
 * Logs a malformed rule once for each process, since every order of the product finds it again.
 *
 * @example
 * logMalformedRule(container, { rule: "min_quantity", owner: "product", product_id: "prod_123", variant_id: "variant_123" })
 */
export const logMalformedRule = (
  container: Pick<MedusaContainer, "resolve">,
  { rule, owner, product_id, variant_id }: FoundMalformedRule
): void => {
  const key = `${owner === "variant" ? variant_id : product_id} ${rule}`
  if (logged.has(key)) {
    return
  }
  logged.set(key, true)
  logEvent(container, "customer_role.quantity_rule_ignored", {
    rule,
    product_id,
    variant_id: owner === "variant" ? variant_id : undefined,
  })
}
