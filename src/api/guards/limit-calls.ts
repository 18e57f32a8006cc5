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
 * Returns a middleware that counts a customer's calls, whatever credential they use. Beyond the limit it answers 429
 * `too_many_requests` with `Retry-After`. It does not count callers who are not signed in, because other guards refuse them.
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

/** Previews are expensive, so each customer's run one after another. */
const previewQueue = new TurnQueue({ atOnce: 1_000, atOncePerOwner: 1, mostWaiting: 2_000, mostPerOwner: 600 })

/** How long a preview may take in total before its connection is closed. */
const PREVIEW_AT_MOST_SECONDS = 120

/** Answers one request of a customer at a time. Their other requests wait for their turn. */
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
 * Counts the refused credentials of an address. Beyond the limit every refusal answers 429 instead. A valid credential always
 * passes, whatever others at the same address send.
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

/** Refuses a credential without reading it. */
export const refuseCredential = (req: MedusaRequest): Promise<never> =>
  countingRefusals(req, async () => {
    throw new CustomerRoleError("invalid_token")
  })
