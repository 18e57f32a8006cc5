import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { whileLeased } from "../../locking/lease"
import type { IdempotentOperation, IdempotentRequest } from "../../modules/customer-role/idempotent-requests"
import { hashOf } from "./body-hash"

const WAIT_AT_MOST_MS = 25_000
const ASK_AGAIN_MS = 150

/** What is to be done once. */
export type DoOnceInput = {
  customer_id: string
  operation: IdempotentOperation
  /** A repeated request has the same. @default none: it is done each time */
  idempotency_key?: string
  /** What the request says: with the same key, the same. */
  body: Record<string, unknown>
}

/** How it is done. */
export type OnceJob<T> = {
  /** The id that what is made is to have, so that it can be found again. */
  newId: () => string
  make: (id: string) => Promise<T>
  /** Whether what a process has made that ended in the midst of it is all there. If not, nothing of it is left. */
  recover: (id: string) => Promise<boolean>
}

/** What was made now, or the id of what an earlier request has made. */
export type Once<T> = { repeated: false; made: T } | { repeated: true; id: string }

/**
 * Does something once for each key of a customer and operation, in however many processes. A repeated request waits for
 * the first one and gets what that has made; what a process has left that ended in the midst is finished or begun again
 * under the same id. A request that is refused does not use the key up.
 *
 * @throws CustomerRoleError `idempotency_key_reused`, `request_in_progress`; `busy` where another process has taken over
 * meanwhile; and what `make` throws
 *
 * @example
 * const once = await doOnce(container, { customer_id, operation: "bulk_cart", idempotency_key, body }, { newId, make, recover })
 */
export const doOnce = async <T>(
  container: MedusaContainer,
  { idempotency_key, body, ...input }: DoOnceInput,
  job: OnceJob<T>
): Promise<Once<T>> => {
  if (idempotency_key === undefined) {
    return { repeated: false, made: await job.make(job.newId()) }
  }
  const { requests } = container.resolve(CUSTOMER_ROLE_MODULE)
  const attempt = { ...input, idempotency_key, body_hash: hashOf(body), result_id: job.newId() }
  const end = Date.now() + WAIT_AT_MOST_MS
  for (;;) {
    const { request, isOwn } = await requests.begin(attempt)
    if (isOwn) {
      return run(container, request, job)
    }
    if (request.status === "done") {
      return { repeated: true, id: request.result_id }
    }
    const taken = request.abandoned ? await requests.takeOver(request) : undefined
    if (taken) {
      return resume(container, taken, job)
    }
    if (Date.now() >= end) {
      throw new CustomerRoleError("request_in_progress")
    }
    await setTimeout(ASK_AGAIN_MS)
  }
}

const run = <T>(container: MedusaContainer, request: IdempotentRequest, job: OnceJob<T>): Promise<Once<T>> =>
  keepRequest(container, request, async () => {
    const made = await makeOrForget(container, request, job)
    await finish(container, request)
    return { repeated: false, made }
  })

const resume = async <T>(container: MedusaContainer, request: IdempotentRequest, job: OnceJob<T>): Promise<Once<T>> => {
  const isThere = await keepRequest(container, request, () => job.recover(request.result_id))
  if (!isThere) {
    return run(container, request, job)
  }
  await finish(container, request)
  return { repeated: true, id: request.result_id }
}

const makeOrForget = async <T>(container: MedusaContainer, request: IdempotentRequest, { make }: OnceJob<T>): Promise<T> => {
  try {
    return await make(request.result_id)
  } catch (error) {
    // Where even this fails, whoever asks again takes over once nobody is at it.
    await container
      .resolve(CUSTOMER_ROLE_MODULE)
      .requests.forget(request)
      .catch(() => undefined)
    throw error
  }
}

/** Whoever has taken over meanwhile knows better what is there. */
const finish = async (container: MedusaContainer, request: IdempotentRequest): Promise<void> => {
  if (!(await container.resolve(CUSTOMER_ROLE_MODULE).requests.finish(request))) {
    throw new CustomerRoleError("busy")
  }
}

/** Renews the lease of a request while a job runs. */
const keepRequest = <T>(container: MedusaContainer, request: IdempotentRequest, job: () => Promise<T>): Promise<T> => {
  const { requests } = container.resolve(CUSTOMER_ROLE_MODULE)
  return whileLeased(() => requests.keep(request), job)
}
