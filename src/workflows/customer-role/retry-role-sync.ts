import type { MedusaContainer } from "@medusajs/framework/types"
import { promiseAll } from "@medusajs/framework/utils"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { RoleEventActor } from "../../modules/customer-role/types"
import type { OpenUser } from "../../modules/customer-role/sync/webhook-deliveries"
import { drainWriteBacks } from "./drain-write-backs"
import { reconcileUser } from "./reconciliation/reconcile-user"

/** The outcome of a retry. */
export type RetryReport = {
  /** Users that were compared with Clerk again. */
  retried: number
  /** Users without differences now. */
  succeeded: number
  /** Users that still differ, and why. */
  failed: { clerk_user_id: string; code: string }[]
  /** Roles waiting to be written to Clerk. They are tried again in the background. */
  write_backs: number
}

/** An admin waits for the answer. The next retry or the reconciliation takes the rest. */
const MOST_USERS = 100
const AT_ONCE = 4

/**
 * Retries up to 100 users with failed webhook deliveries or differences, those who have waited longest first, and all waiting
 * write-backs. Stops early if Clerk is down.
 *
 * Closes a role only if Clerk has announced the user's deletion. With a wrong secret key, Clerk knows none of the users. The
 * reconciliation decides about users whom Clerk does not know, because it sees how many there are.
 *
 * `clerkUserId` retries what has failed for this user alone.
 *
 * @throws CustomerRoleError `not_found` if nothing has failed for the user
 *
 * @example
 * const { succeeded, failed } = await retryRoleSync(container, { type: "admin", id: "user_123" })
 */
export const retryRoleSync = async (container: MedusaContainer, actor: RoleEventActor, clerkUserId?: string): Promise<RetryReport> => {
  const { writeBacks } = container.resolve(CUSTOMER_ROLE_MODULE)
  const users = clerkUserId === undefined ? await findUsers(container) : await findUser(container, clerkUserId)
  const outcomes: Retried[] = []
  for (let first = 0; first < users.length && !outcomes.some(isClerkAway); first += AT_ONCE) {
    outcomes.push(...(await promiseAll(users.slice(first, first + AT_ONCE).map((user) => retry(container, user, actor)))))
  }
  await writeBacks.makeDue(clerkUserId)
  const { waiting } = await writeBacks.state()
  drainInBackground(container)
  const failed = outcomes.flatMap(({ clerk_user_id, code }) => (code ? [{ clerk_user_id, code }] : []))
  return { retried: outcomes.length, succeeded: outcomes.length - failed.length, failed, write_backs: waiting }
}

type Retried = { clerk_user_id: string; code: string | null }

const isClerkAway = ({ code }: Retried): boolean => code === "identity_provider_unavailable"

/** Returns users with failed deliveries and users with differences, so that neither kind crowds out the other. */
const findUsers = async (container: MedusaContainer): Promise<OpenUser[]> => {
  const { deliveries, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  const failing = await deliveries.openUsers(MOST_USERS)
  const known = new Set(failing.map(({ clerk_user_id }) => clerk_user_id))
  const differing = (await differences.users(MOST_USERS))
    .filter((clerk_user_id) => !known.has(clerk_user_id))
    .map((clerk_user_id) => ({ clerk_user_id, svix_ids: [], deleted: false }))
  const share = Math.max(MOST_USERS / 2, MOST_USERS - differing.length)
  return [...failing.slice(0, share), ...differing].slice(0, MOST_USERS)
}

/** Returns the user, if something has failed for them. If only their role waits to be written to Clerk, there is nothing to compare. */
const findUser = async (container: MedusaContainer, clerkUserId: string): Promise<OpenUser[]> => {
  const { deliveries, differences, writeBacks } = container.resolve(CUSTOMER_ROLE_MODULE)
  const failing = await deliveries.openUsers(1, clerkUserId)
  if (failing.length) {
    return failing
  }
  if ((await differences.listOf(clerkUserId)).length) {
    return [{ clerk_user_id: clerkUserId, svix_ids: [], deleted: false }]
  }
  if (!(await writeBacks.isWaiting(clerkUserId))) {
    throw new CustomerRoleError("not_found", "Nothing has failed for this Clerk user, or it has succeeded since. Load the list again.")
  }
  return []
}

const retry = async (
  container: MedusaContainer,
  { clerk_user_id, svix_ids, deleted }: OpenUser,
  actor: RoleEventActor
): Promise<Retried> => {
  const { deliveries, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  await deliveries.touch(svix_ids)
  await differences.touch([clerk_user_id])
  try {
    const outcome = await reconcileUser(container, clerk_user_id, actor, { attempts: 1, closeMissing: deleted })
    if (outcome === "failed") {
      return { clerk_user_id, code: "internal_error" }
    }
    await deliveries.finishOpen(svix_ids)
    return { clerk_user_id, code: outcome === "different" ? "still_different" : null }
  } catch (error) {
    return { clerk_user_id, code: asCustomerRoleError(error)?.code ?? "internal_error" }
  }
}

/** If it fails, the queue keeps its entries and the job tries again. */
const drainInBackground = (container: MedusaContainer): void => {
  drainWriteBacks(container).catch(() => logEvent(container, "customer_role.write_back_failed", { code: "internal_error" }))
}
