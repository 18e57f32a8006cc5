import { LRUCache } from "lru-cache"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefusedToken } from "../../clerk/session-token"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { PluginOptions } from "../../options"
import { logEvent } from "../../observability/log"

/** The shortest time between two equal log lines: with a wrong configuration, the shop refuses every request of a storefront. */
const REPEAT_AFTER_MS = 60_000

/** How many different lines are remembered. Only tokens that Clerk has signed get here, so there are few origins. */
const MAX_LINES = 100

type Line = { until: number; refused: number }

const linesOf = new WeakMap<PluginOptions, LRUCache<string, Line>>()

/**
 * Logs why a token that Clerk has signed was refused, which the answer does not reveal. Logs once a minute for each reason
 * and origin, with the number of refusals since the last line.
 *
 * @example
 * reportRefusedToken(req.scope, new RefusedToken("azp_not_listed", "https://shop.example"))
 */
export const reportRefusedToken = (container: MedusaContainer, { reason, azp }: Pick<RefusedToken, "reason" | "azp">): void => {
  const options = pluginOptions(container)
  const lines = linesOf.get(options) ?? new LRUCache<string, Line>({ max: MAX_LINES })
  linesOf.set(options, lines)
  const origin = typeof azp === "string" ? azp.slice(0, 256) : undefined
  const key = `${reason} ${origin ?? ""}`
  const { until, refused } = lines.get(key) ?? { until: 0, refused: 0 }
  if (Date.now() < until) {
    lines.set(key, { until, refused: refused + 1 })
    return
  }
  lines.set(key, { until: Date.now() + REPEAT_AFTER_MS, refused: 0 })
  const authorized_parties = options.clerk.authorizedParties.join(",")
  logEvent(container, "customer_role.token_refused", { reason, azp: origin, authorized_parties, refused: refused + 1 })
}
