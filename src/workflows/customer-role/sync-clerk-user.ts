import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { isOurClerkInstance } from "./sync/clerk-instance"
import { closeRoleWorkflow } from "./close-role"
import { KeyedQueue } from "../../queues/keyed-queue"
import { noteRefused, noteSynced, reportRefused, reportSynced } from "./sync/note-sync-outcome"
import { syncRoleWorkflow, type SyncRoleWorkflowInput, type SyncRoleWorkflowOutput } from "./workflows/sync-role"

/** Another process may create the same customer, identity or record between our look and our write. */
const MAX_ATTEMPTS = 3

/** How long a failed lazy sync is remembered, so that a page of requests does not ask Clerk for each. */
const FAILURE_MEMORY_MS = 5_000
const MAX_FAILURES = 10_000

const queue = new KeyedQueue()
const waiting = new Map<string, Promise<SyncRoleWorkflowOutput>>()
const failures = new Map<string, { error: CustomerRoleError; until: number }>()

/**
 * Syncs a Clerk user: {@link syncRoleWorkflow}, one run at a time for each user in this process. Calls that come
 * while one waits for its turn share that run; one that has begun is not shared, as it may have read an older version.
 *
 * @throws CustomerRoleError as the workflow does
 *
 * @example
 * const { record, customer, created } = await syncClerkUser(req.scope, {
 *   clerk_user_id: "user_123",
 *   actor: { type: "admin", id: "user_456" },
 * })
 */
export const syncClerkUser = (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  const id = input.clerk_user_id
  if (input.snapshot) {
    return queue.run(id, () => syncAndNote(container, input))
  }
  // Only among the same: the history names who it was.
  const key = JSON.stringify([id, input.actor, input.signed_in ?? false])
  const shared = waiting.get(key)
  if (shared) {
    return shared
  }
  const run = queue.run(id, () => {
    waiting.delete(key)
    return countRun(container, input).then(() => syncAndNote(container, input))
  })
  waiting.set(key, run)
  return run
}

/** What the user sets off; calls that join a run count for nothing. */
const countRun = async (container: MedusaContainer, { clerk_user_id, actor }: SyncRoleWorkflowInput): Promise<void> => {
  if (actor.type === "clerk" || actor.type === "customer") {
    await container.resolve(CUSTOMER_ROLE_MODULE).callLimits.take("syncRuns", clerk_user_id)
  }
}

/** {@link syncClerkUser} for a request that only needs the user to be known. Failures are remembered for 5 seconds. */
export const syncUnknownClerkUser = async (
  container: MedusaContainer,
  input: SyncRoleWorkflowInput
): Promise<SyncRoleWorkflowOutput> => {
  const failure = failures.get(input.clerk_user_id)
  if (failure && failure.until > Date.now()) {
    throw failure.error
  }
  try {
    const result = await syncClerkUser(container, input)
    failures.delete(input.clerk_user_id)
    return result
  } catch (error) {
    const ours = asCustomerRoleError(error)
    if (ours) {
      rememberFailure(input.clerk_user_id, ours)
    }
    throw error
  }
}

const rememberFailure = (clerkUserId: string, error: CustomerRoleError): void => {
  const oldest = failures.keys().next()
  if (failures.size >= MAX_FAILURES && !oldest.done) {
    failures.delete(oldest.value)
  }
  failures.delete(clerkUserId)
  failures.set(clerkUserId, { error, until: Date.now() + FAILURE_MEMORY_MS })
}

/** {@link syncWithRetries}, with what became of it in records, metrics and the log. */
const syncAndNote = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  const begun = performance.now()
  try {
    const result = await syncWithRetries(container, input)
    await noteSynced(container, result)
    reportSynced(container, input, result, begun)
    return result
  } catch (error) {
    const ours = asCustomerRoleError(error)
    // What is noted must not take the place of the refusal itself.
    await noteRefused(container, input, ours).catch(() => undefined)
    reportRefused(container, input, ours, begun)
    throw error
  }
}

const syncWithRetries = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const { result } = await syncRoleWorkflow(container).run({ input })
      failures.delete(input.clerk_user_id)
      return result
    } catch (error) {
      await closeDeleted(container, input, error)
      if (!isConflict(error)) {
        throw asCustomerRoleError(error) ?? error
      }
      if (attempt === MAX_ATTEMPTS) {
        throw new CustomerRoleError("busy")
      }
    }
  }
}

/** Clerk no longer knows the user of a live record: we have missed the deletion, or ask another Clerk instance than ours. */
const closeDeleted = async (container: MedusaContainer, { clerk_user_id, actor }: SyncRoleWorkflowInput, error: unknown): Promise<void> => {
  if (asCustomerRoleError(error)?.code !== "account_disabled") {
    return
  }
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const record = await service.getCustomerMetaByClerkId(clerk_user_id)
  if (!record) {
    return
  }
  if (await isOurClerkInstance(container, { except: clerk_user_id, attempts: 1 }).catch(() => false)) {
    await closeRoleWorkflow(container).run({ input: { clerk_user_id, actor } })
    return
  }
  const { customer_id } = record
  await service.differences.add([{ clerk_user_id, customer_id, kind: "deleted_at_clerk", reason: null }])
}

/** A unique index that another process was faster at (Medusa calls it `invalid_data`), or a record that moved on. */
const isConflict = (error: unknown): boolean => {
  const ours = asCustomerRoleError(error)
  if (ours) {
    return ours.code === "role_changed"
  }
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined
  return type === "invalid_data" || type === "duplicate_error"
}
