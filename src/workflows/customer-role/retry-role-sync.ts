import type { MedusaContainer } from "@medusajs/framework/types"
import { promiseAll } from "@medusajs/framework/utils"
import { asCustomerRoleError } from "../../errors"
import { logEvent } from "../../log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { RoleEventActor } from "../../modules/customer-role/types"
import { drainWriteBacks } from "./drain-write-backs"
import type { MendOutcome } from "./reconciliation/mend"
import { reconcileUser } from "./reconciliation/reconcile-user"

/** What a retry has come to. */
export type RetryReport = {
  /** Users that were compared with Clerk anew. */
  retried: number
  /** Of these, users in order now. */
  succeeded: number
  /** The others, and why. */
  failed: { clerk_user_id: string; code: string }[]
  /** Roles waiting to be written to Clerk, tried anew in the background. */
  write_backs: number
}

/** An admin waits for the answer: the rest is for the next retry, or for the reconciliation. */
const MOST_USERS = 100
const AT_ONCE = 4

/**
 * Tries again what has failed: users with webhook deliveries that could not be dealt with, users who differ from Clerk,
 * at most 100 of them, and all write-backs that wait.
 *
 * @example
 * const { succeeded, failed } = await retryRoleSync(container, { type: "admin", id: "user_123" })
 */
export const retryRoleSync = async (container: MedusaContainer, actor: RoleEventActor): Promise<RetryReport> => {
  const { deliveries, differences, writeBacks } = container.resolve(CUSTOMER_ROLE_MODULE)
  const failedUsers = (await deliveries.open(MOST_USERS)).flatMap(({ clerk_user_id }) => clerk_user_id ?? [])
  const users = [...new Set([...failedUsers, ...(await differences.users(MOST_USERS))])].slice(0, MOST_USERS)
  const outcomes: Retried[] = []
  for (let first = 0; first < users.length; first += AT_ONCE) {
    outcomes.push(...(await promiseAll(users.slice(first, first + AT_ONCE).map((user) => retry(container, user, actor)))))
  }
  await writeBacks.hurry()
  const { waiting } = await writeBacks.state()
  drainInBackground(container)
  const failed = outcomes.flatMap(({ clerk_user_id, code }) => (code ? [{ clerk_user_id, code }] : []))
  return { retried: outcomes.length, succeeded: outcomes.length - failed.length, failed, write_backs: waiting }
}

type Retried = { clerk_user_id: string; code: string | null }

const retry = async (container: MedusaContainer, clerk_user_id: string, actor: RoleEventActor): Promise<Retried> => {
  const begun = new Date()
  try {
    const outcome: MendOutcome = await reconcileUser(container, clerk_user_id, actor, { attempts: 1 })
    await container.resolve(CUSTOMER_ROLE_MODULE).deliveries.finishOpenOf(clerk_user_id, begun)
    return { clerk_user_id, code: outcome === "different" ? "still_different" : null }
  } catch (error) {
    return { clerk_user_id, code: asCustomerRoleError(error)?.code ?? "internal_error" }
  }
}

/** Should it fail, the queue keeps what waits, and the job tries again. */
const drainInBackground = (container: MedusaContainer): void => {
  drainWriteBacks(container).catch(() => logEvent(container, "customer_role.write_back_failed", { code: "internal_error" }))
}
