import type { MedusaContainer } from "@medusajs/framework/types"
import { promiseAll } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { isTransient, reasonOf, retryAfterOf } from "../../../clerk/retry"
import { toWrittenRole, writeBackRole, type WriteBackOutcome } from "../../../clerk/write-back"
import { logEvent } from "../../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { WriteBackItem } from "../../../modules/customer-role/types"
import { countWriteBack } from "../../../observability/metrics"

/** How many roles were written, were up to date, or failed and wait for a retry. */
export type WriteBackReport = { written: number; unchanged: number; failed: number }

/** Roles written in parallel. */
const BATCH = 5

const SHORTEST_WAIT_SECONDS = 1
const FIRST_WAIT_SECONDS = 5
const LONGEST_WAIT_SECONDS = 900

/** Clerk will not soon accept what it refused, such as metadata over 8 KB. */
const REFUSED_WAIT_SECONDS = 3600

/**
 * Writes the due roles as they are now. A failed one is due again after 5 seconds, then after twice as long each time, up
 * to 15 minutes, or when Clerk says. If Clerk is down or limits the rate, the whole queue waits. It has no compensation:
 * the queue keeps what Clerk does not have.
 */
const writeBackRolesStep = createStep("write-back-roles", async (_: void, { container }): Promise<StepResponse<WriteBackReport>> => {
  const { writeBacks } = container.resolve(CUSTOMER_ROLE_MODULE)
  const report: WriteBackReport = { written: 0, unchanged: 0, failed: 0 }
  for (;;) {
    const items = await writeBacks.claim(BATCH)
    const attempts = await promiseAll(items.map((item) => attempt(container, item)))
    for (const { outcome } of attempts) {
      report[outcome === "failed" || outcome === "written" ? outcome : "unchanged"]++
    }
    const pause = pauseAfter(attempts)
    if (pause !== null) {
      await writeBacks.postponeAll(pause)
    }
    // Continues after an incomplete batch as well: a role that changed while it was written is due again.
    if (pause !== null || items.length === 0) {
      return new StepResponse(report)
    }
  }
})

type Attempt = { outcome: WriteBackOutcome | "failed"; retry_in_seconds: number; rate_limited: boolean; refused: boolean }

/**
 * Returns how long the whole queue pauses: when Clerk asks for it, and when every attempt of the batch failed. A refusal of
 * one role says nothing about the others.
 */
const pauseAfter = (attempts: Attempt[]): number | null => {
  const limited = attempts.filter(({ rate_limited }) => rate_limited)
  if (limited.length) {
    return Math.max(...limited.map(({ retry_in_seconds }) => retry_in_seconds))
  }
  const allFailed = attempts.length > 1 && attempts.every(({ outcome, refused }) => outcome === "failed" && !refused)
  return allFailed ? Math.min(...attempts.map(({ retry_in_seconds }) => retry_in_seconds)) : null
}

const attempt = async (container: MedusaContainer, item: WriteBackItem): Promise<Attempt> => {
  const { writeBacks } = container.resolve(CUSTOMER_ROLE_MODULE)
  const begun = performance.now()
  const secondsSince = () => (performance.now() - begun) / 1000
  const { customer_id, clerk_user_id } = item
  try {
    const outcome = await write(container, item)
    await writeBacks.done(item)
    countWriteBack({ outcome, seconds: secondsSince() })
    logEvent(container, "customer_role.written_back", { customer_id, clerk_user_id, outcome, seconds: secondsSince() })
    return { outcome, retry_in_seconds: 0, rate_limited: false, refused: false }
  } catch (error) {
    const retry_in_seconds = waitAfter(error, item.attempts)
    await writeBacks.postpone(item, reasonOf(error), retry_in_seconds)
    countWriteBack({ outcome: "failed", seconds: secondsSince() })
    logEvent(container, "customer_role.write_back_failed", {
      customer_id,
      clerk_user_id,
      code: reasonOf(error),
      attempts: item.attempts + 1,
      retry_in_seconds,
    })
    return { outcome: "failed", retry_in_seconds, rate_limited: reasonOf(error) === "rate_limited", refused: !isTransient(error) }
  }
}

/** Writes the role to Clerk, unless its record was closed meanwhile. */
const write = async (container: MedusaContainer, { clerk_user_id }: WriteBackItem): Promise<WriteBackOutcome> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const { clerk, writeBack } = pluginOptions(container)
  const record = await service.getCustomerMetaByClerkId(clerk_user_id)
  if (!record || writeBack.metadataKey === false) {
    return "gone"
  }
  const outcome = await writeBackRole(clerk_user_id, writeBack.metadataKey, toWrittenRole(record), clerk)
  const { customer_id } = record
  const missing = outcome === "gone" ? [{ clerk_user_id, customer_id, kind: "deleted_at_clerk" as const, reason: null }] : []
  await service.differences.replace([clerk_user_id], ["write_back", "deleted_at_clerk"], missing)
  return outcome
}

const waitAfter = (error: unknown, attempts: number): number => {
  if (!isTransient(error)) {
    return REFUSED_WAIT_SECONDS
  }
  const backoff = Math.min(FIRST_WAIT_SECONDS * 2 ** attempts, LONGEST_WAIT_SECONDS)
  // Jitter: entries that failed together must not retry together.
  return Math.max(retryAfterOf(error) ?? backoff * (0.8 + 0.4 * Math.random()), SHORTEST_WAIT_SECONDS)
}

/**
 * Writes the roles that wait for it to Clerk's `publicMetadata`, so that storefronts can show them without asking the
 * shop. Parallel runs never write the same role.
 *
 * Call {@link drainWriteBacks} instead: it runs this once at a time and again when a retry is due.
 *
 * @example
 * const { result } = await writeBackRolesWorkflow(container).run()
 *
 * @summary Write roles back to Clerk.
 */
export const writeBackRolesWorkflow = createWorkflow("write-back-roles", () => new WorkflowResponse(writeBackRolesStep()))
