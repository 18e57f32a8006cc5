import type { MedusaContainer } from "@medusajs/framework/types"
import { promiseAll } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { isTransient, reasonOf, retryAfterOf } from "../../../clerk/retry"
import { toWrittenRole, writeBackRole, type WriteBackOutcome } from "../../../clerk/write-back"
import { logEvent } from "../../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { WriteBackItem } from "../../../modules/customer-role/types"
import { countWriteBack } from "../../../observability/metrics"

/** How many roles were written, needed no writing, or failed and wait for their next attempt. */
export type WriteBackReport = { written: number; unchanged: number; failed: number }

/** Roles that are written at the same time. */
const BATCH = 5

const SHORTEST_WAIT_SECONDS = 1
const FIRST_WAIT_SECONDS = 5
const LONGEST_WAIT_SECONDS = 900

/** What Clerk refuses, such as metadata of more than 8 KB, it will go on refusing for a while. */
const REFUSED_WAIT_SECONDS = 3600

/**
 * Writes the roles that are due to Clerk's `publicMetadata`, each as it is by now. What fails stays in the queue and is
 * due again after 5 seconds, then twice as long each time, up to 15 minutes, or when Clerk says. Where Clerk is away or
 * asks for patience, the whole queue waits. Nothing to undo: the queue knows what Clerk does not have.
 *
 * @example
 * const { written } = writeBackRolesStep()
 */
export const writeBackRolesStep = createStep("write-back-roles", async (_: void, { container }): Promise<StepResponse<WriteBackReport>> => {
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
    // Also after less than a batch: a role that has changed while it was written is due again.
    if (pause !== null || items.length === 0) {
      return new StepResponse(report)
    }
  }
})

type Attempt = { outcome: WriteBackOutcome | "failed"; retry_in_seconds: number; rate_limited: boolean; refused: boolean }

/**
 * How long Clerk is left alone altogether: where it says so, and where nothing of what was tried went through. What it
 * refuses of some says nothing of the others.
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

/** A record that was closed meanwhile has nobody left to write to. */
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
  // Not all at the same moment: they failed at the same one.
  return Math.max(retryAfterOf(error) ?? backoff * (0.8 + 0.4 * Math.random()), SHORTEST_WAIT_SECONDS)
}
