import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { addressKey, type CallLimit } from "../../limits/call-limits"
import { RefusedToken } from "../../clerk/session-token"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { TurnQueue } from "../../queues/turn-queue"
import { answering } from "../http/answer"
import { answerInTurn } from "../http/answer-in-turn"
import { callerOf, customerIdOf } from "../caller/caller"
import { reportRefusedToken } from "./report-refused-token"

/**
 * A middleware that counts a customer's calls, whatever credential they come with; 429 `too_many_requests` with `Retry-After`
 * beyond the limit. Whoever is not signed in is not counted, and gets no further anyway.
 *
 * @example
 * { methods: ["POST"], matcher: "/store/quotes/request", middlewares: [requireCustomer, limitCalls("quoteMessages")] }
 */
export const limitCalls = (limit: CallLimit): MiddlewareFunction =>
  answering(async (req, _res, next) => {
    const who = customerIdOf(req) ?? callerOf(req).clerk_user_id
    if (who) {
      await req.scope.resolve(CUSTOMER_ROLE_MODULE).callLimits.take(limit, who)
    }
    next()
  })

/** Previews are worked out of the whole catalogue: a customer's one after another. */
const previewQueue = new TurnQueue({ atOnce: 1_000, atOncePerOwner: 1, mostWaiting: 2_000, mostPerOwner: 600 })

/** How long a preview may take altogether; then its connection is closed. */
const PREVIEW_AT_MOST_SECONDS = 120

/** Has one request of a customer answered at a time; the others wait for their turn. */
export const oneAtATime: MiddlewareFunction = answering(async (req, res, next) => {
  const owner = customerIdOf(req)
  const { limits, bulkOrders } = pluginOptions(req.scope)
  if (!owner || !limits || !limits.previews) {
    next()
    return
  }
  const turn = { owner, waitAtMostSeconds: bulkOrders.waitAtMostSeconds, takeAtMostSeconds: PREVIEW_AT_MOST_SECONDS }
  await answerInTurn(previewQueue, turn, res, async () => next())
})

/**
 * Counts refused credentials of an address: beyond the limit the answer is 429, whatever is wrong with them. Credentials that
 * are in order are never refused for others of the same address.
 *
 * @throws CustomerRoleError `too_many_requests`, and what `verify` throws
 */
export const countingRefusals = async <T>(req: MedusaRequest, verify: () => Promise<T>): Promise<T> => {
  try {
    return await verify()
  } catch (error) {
    if (error instanceof RefusedToken) {
      reportRefusedToken(req.scope, error)
    }
    if (asCustomerRoleError(error)?.status === 401) {
      await countRefusal(req)
    }
    throw error
  }
}

const countRefusal = async (req: MedusaRequest): Promise<void> => {
  const options = pluginOptions(req.scope)
  const { callLimits } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  if (options.limits && options.limits.refusedCredentials) {
    await callLimits.take("refusedCredentials", addressKey((options.limits.address ?? ipOf)(req) ?? ""))
  }
}

const ipOf = ({ ip }: MedusaRequest): string | undefined => ip

/** Refused before anything looked at it. */
export const refuseCredential = (req: MedusaRequest): Promise<never> =>
  countingRefusals(req, async () => {
    throw new CustomerRoleError("invalid_token")
  })
