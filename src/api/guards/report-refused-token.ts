import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefusedToken } from "../../clerk/session-token"
import { logEvent } from "../../observability/log"
import { pluginOptions } from "../../modules/customer-role/plugin-options"

/** A storefront that is set up wrongly has every request of its refused. */
const SAY_AGAIN_AFTER_MS = 60_000

/** Different lines that are kept apart; the origins are Clerk's, so that there are few. */
const MOST_LINES = 100

type Line = { until: number; refused: number }

const lines = new WeakMap<object, Map<string, Line>>()

/**
 * Says in the log why a token that Clerk has signed was refused, which the answer keeps to itself: once a minute for each
 * reason and origin, with how many there were since.
 *
 * @example
 * reportRefusedToken(req.scope, new RefusedToken("azp_not_listed", "https://shop.example"))
 */
export const reportRefusedToken = (container: MedusaContainer, { reason, azp }: Pick<RefusedToken, "reason" | "azp">): void => {
  const options = pluginOptions(container)
  const known = lines.get(options) ?? new Map<string, Line>()
  lines.set(options, known)
  const origin = typeof azp === "string" ? azp.slice(0, 256) : undefined
  const key = `${reason} ${origin ?? ""}`
  const line = known.get(key) ?? { until: 0, refused: 0 }
  line.refused++
  known.delete(key)
  known.set(key, line)
  forgetOldest(known)
  if (Date.now() < line.until) {
    return
  }
  const { refused } = line
  Object.assign(line, { until: Date.now() + SAY_AGAIN_AFTER_MS, refused: 0 })
  const { authorizedParties } = options.clerk
  logEvent(container, "customer_role.token_refused", { reason, azp: origin, authorized_parties: authorizedParties.join(","), refused })
}

const forgetOldest = (known: Map<string, Line>): void => {
  const oldest = known.keys().next()
  if (known.size > MOST_LINES && !oldest.done) {
    known.delete(oldest.value)
  }
}
