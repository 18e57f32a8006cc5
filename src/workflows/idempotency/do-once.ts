import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { whileLeased } from "../../locking/lease"
import type { IdempotentOperation, IdempotentRequest } from "../../modules/customer-role/idempotent-requests"
import { hashOf } from "./body-hash"

const WAIT_AT_MOST_MS = 25_000
const ASK_AGAIN_MS = 150

export type DoOnceInput = {
  customer_id: string
  operation: IdempotentOperation
  /** @default none: the job runs every time */
  idempotency_key?: string
  /** The request. The same key with another body is refused. */
  body: Record<string, unknown>
}

export type OnceJob<T> = {
  /** Returns the id of the future result. It is stored first, so that `recover` can look for the result. */
  newId: () => string
  make: (id: string) => Promise<T>
  /** Completes the result of a process that died. Returns false if there is nothing to complete; then `make` runs again. */
  recover: (id: string) => Promise<boolean>
}

/** The new result, or the id of the result of an earlier request. */
export type Once<T> = { repeated: false; made: T } | { repeated: true; id: string }

/**
 * Runs a job once per customer, operation and idempotency key, across all processes. A repeated request waits for the first
 * one and returns its result. If the first process died, the job is completed, or runs again under the same id. A request
 * that throws leaves its key unused. Orders have a rule of their own, `placeOncePerKey`, because a half-made order must be
 * undone.
 *
 * @throws CustomerRoleError `idempotency_key_reused`, `request_in_progress`; `busy` if another process has taken over; and
 * what `make` throws
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
  withLease(container, request, async () => {
    const made = await makeOrFreeKey(container, request, job)
    await finish(container, request)
    return { repeated: false, made }
  })

const resume = async <T>(container: MedusaContainer, request: IdempotentRequest, job: OnceJob<T>): Promise<Once<T>> => {
  const isThere = await withLease(container, request, () => job.recover(request.result_id))
  if (!isThere) {
    return run(container, request, job)
  }
  await finish(container, request)
  return { repeated: true, id: request.result_id }
}

const makeOrFreeKey = async <T>(container: MedusaContainer, request: IdempotentRequest, { make }: OnceJob<T>): Promise<T> => {
  try {
    return await make(request.result_id)
  } catch (error) {
    // If this fails too, the next request takes over when the lease ends.
    await container
      .resolve(CUSTOMER_ROLE_MODULE)
      .requests.forget(request)
      .catch(() => undefined)
    throw error
  }
}

/** Throws if another process has taken over: its result counts. */
const finish = async (container: MedusaContainer, request: IdempotentRequest): Promise<void> => {
  if (!(await container.resolve(CUSTOMER_ROLE_MODULE).requests.finish(request))) {
    throw new CustomerRoleError("busy")
  }
}

/** Renews the lease of a request while a job runs. */
const withLease = <T>(container: MedusaContainer, request: IdempotentRequest, job: () => Promise<T>): Promise<T> => {
  const { requests } = container.resolve(CUSTOMER_ROLE_MODULE)
  return whileLeased(() => requests.keep(request), job)
}
