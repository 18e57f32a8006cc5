import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { closeRoleWorkflow } from "./close-role"
import { isOurClerkInstance } from "./clerk-instance"
import { forgetFailedSync } from "./failed-syncs"
import { KeyedQueue } from "../../../queues/keyed-queue"
import { noteRefused, noteSynced, reportRefused, reportSynced } from "./note-sync-outcome"
import { syncRoleWorkflow, type SyncRoleWorkflowInput, type SyncRoleWorkflowOutput } from "../workflows/sync-role"

/** Another process may create the same customer, identity or record between a read and a write of this one. */
const MAX_ATTEMPTS = 3

const queue = new KeyedQueue()
const waiting = new Map<string, Promise<SyncRoleWorkflowOutput>>()

/**
 * Syncs a Clerk user. Call this function, not the workflow: it runs {@link syncRoleWorkflow} once at a time for each user in
 * this process and retries when another process interferes. Calls that arrive while a run waits for its turn share that run.
 * A run that has started is not shared, since it may have read an older version of the user.
 *
 * @throws CustomerRoleError as the workflow does; `busy` if other processes keep interfering
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
  // Different actors never share a run, since the history names the actor.
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

/** Counts a run that the user caused against their call limit. Calls that share a run are not counted. */
const countRun = async (container: MedusaContainer, { clerk_user_id, actor }: SyncRoleWorkflowInput): Promise<void> => {
  if (actor.type === "clerk" || actor.type === "customer") {
    await container.resolve(CUSTOMER_ROLE_MODULE).callLimits.take("syncRuns", clerk_user_id)
  }
}

/** Syncs, and writes the outcome to differences, metrics and the log. */
const syncAndNote = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  const begun = performance.now()
  try {
    const result = await syncWithRetries(container, input)
    await noteSynced(container, result)
    reportSynced(container, input, result, begun)
    return result
  } catch (error) {
    const ours = asCustomerRoleError(error)
    // An error here would hide the refusal itself.
    await noteRefused(container, input, ours).catch(() => undefined)
    reportRefused(container, input, ours, begun)
    throw error
  }
}

const syncWithRetries = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const { result } = await syncRoleWorkflow(container).run({ input })
      forgetFailedSync(input.clerk_user_id)
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

/**
 * Closes a live record whose user Clerk no longer knows. Either the deletion's webhook was lost, or the secret key belongs
 * to another Clerk instance: then it only notes a difference.
 */
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

/** Returns whether another process won the race: at a unique index (`invalid_data` in Medusa), or by moving the record. */
const isConflict = (error: unknown): boolean => {
  const ours = asCustomerRoleError(error)
  if (ours) {
    return ours.code === "role_changed"
  }
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined
  return type === "invalid_data" || type === "duplicate_error"
}
