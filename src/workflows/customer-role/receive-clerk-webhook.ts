import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { isClerkId } from "../../clerk/values"
import { fetchClerkUser, toSnapshot, type ClerkUserSnapshot } from "../../clerk/user"
import type { VerifiedWebhook } from "../../clerk/webhook"
import { asCustomerRoleError } from "../../errors"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { CustomerMetaRecord, DeliveryOutcome } from "../../modules/customer-role/types"
import { UNSTORABLE } from "../../text/storable"
import { countWebhook } from "../../observability/metrics"
import { closeRoleWorkflow } from "./sync/close-role"
import { syncClerkUser } from "./sync/sync-clerk-user"
import type { SyncRoleWorkflowOutput } from "./workflows/sync-role"

/** Statuses of refusals that another attempt would not change. */
const FINAL_STATUSES = [403, 409]

/** The outcome of a delivery. */
type Effect = { outcome: "applied" | "ignored"; reason: string | null }

const APPLIED: Effect = { outcome: "applied", reason: null }

const ignored = (reason: string): Effect => ({ outcome: "ignored", reason })

/**
 * Applies a verified webhook delivery once and records the outcome. The newest version of the Clerk user wins, whatever the
 * order of deliveries.
 *
 * One transaction commits the change of `customer_meta` with the delivery's mark. The delivery is finished when the rest of
 * its work (group, email address, events) is done as well. If it stops before that, Clerk's next attempt does only the
 * rest.
 *
 * @throws the error that stopped it, so that Clerk tries again
 *
 * @example
 * await receiveClerkWebhook(req.scope, await verifyWebhook(req.headers, body, signingSecret))
 */
export const receiveClerkWebhook = async (container: MedusaContainer, delivery: VerifiedWebhook): Promise<void> => {
  const { deliveries } = container.resolve(CUSTOMER_ROLE_MODULE)
  const { svix_id, event, event_at } = delivery
  const clerk_user_id = userIdOf(event)
  if (!(await deliveries.begin({ svix_id, type: toType(event.type), clerk_user_id, event_at }))) {
    return
  }
  try {
    const effect = await takeEffect(container, delivery)
    await deliveries.finish(svix_id, effect.outcome, effect.reason)
    report(container, delivery, effect.outcome, effect.reason)
  } catch (error) {
    const reason = asCustomerRoleError(error)?.code ?? "internal_error"
    report(container, delivery, "failed", reason)
    // If the database is down, the delivery stays unfinished.
    await deliveries.fail(svix_id, reason).catch(() => undefined)
    throw error
  }
}

/** Makes any signed event type storable: if storing failed, Clerk would repeat the delivery for days. */
const toType = (type: string): string => type.replace(new RegExp(UNSTORABLE, "gu"), "").slice(0, 100)

const userIdOf = ({ type, data }: VerifiedWebhook["event"]): string | null => {
  const id: unknown = type.startsWith("user.") ? Reflect.get(data, "id") : type.startsWith("session.") ? Reflect.get(data, "user_id") : null
  return isClerkId(id) ? id : null
}

const takeEffect = async (container: MedusaContainer, { svix_id, event }: VerifiedWebhook): Promise<Effect> => {
  const clerk_user_id = userIdOf(event)
  if (event.type === "user.deleted") {
    if (!clerk_user_id) {
      return ignored("malformed")
    }
    await closeRoleWorkflow(container).run({
      input: { clerk_user_id, actor: { type: "clerk", id: clerk_user_id }, delivery_id: svix_id },
    })
    await container.resolve(CUSTOMER_ROLE_MODULE).differences.forget(clerk_user_id)
    return APPLIED
  }
  if (event.type === "user.created" || event.type === "user.updated") {
    const snapshot = readUser(event.data)
    return snapshot ? syncFrom(container, snapshot, svix_id) : ignored("malformed")
  }
  if (SESSION_ENDS.includes(event.type)) {
    const session_id: unknown = Reflect.get(event.data, "id")
    if (!isClerkId(session_id)) {
      return ignored("malformed")
    }
    await container.resolve(CUSTOMER_ROLE_MODULE).sessions.end(session_id, clerk_user_id)
    return APPLIED
  }
  return ignored("event_type")
}

/** The events that end the Medusa tokens and cookies of a Clerk session. */
const SESSION_ENDS = ["session.ended", "session.removed", "session.revoked"]

/** Returns `null` for a malformed user: another attempt would bring the same body. */
const readUser = (user: unknown): ClerkUserSnapshot | null => {
  try {
    return toSnapshot(user)
  } catch {
    return null
  }
}

const syncFrom = async (container: MedusaContainer, snapshot: ClerkUserSnapshot, delivery_id: string): Promise<Effect> => {
  const { clerk_user_id } = snapshot
  const options = pluginOptions(container)
  const { records, closed, deleted } = await container.resolve(CUSTOMER_ROLE_MODULE).getClerkUsers([clerk_user_id])
  if (deleted.has(clerk_user_id)) {
    return ignored("account_disabled")
  }
  // A customer whom the shop has deleted starts again by signing in, not by a change of their Clerk profile.
  if (closed.has(clerk_user_id)) {
    return ignored("customer_deleted")
  }
  if (await closeWithoutCustomer(container, records)) {
    return ignored("customer_deleted")
  }
  if (records.some(({ clerk_updated_at }) => clerk_updated_at && clerk_updated_at.getTime() > snapshot.updated_at)) {
    return ignored("older_version")
  }
  // Clerk's dashboard sends signed example events of users that do not exist.
  if (!records.length && !(await fetchClerkUser(clerk_user_id, options.clerk))) {
    return ignored("unknown_at_clerk")
  }
  try {
    return toEffect(await syncClerkUser(container, { clerk_user_id, snapshot, actor: { type: "clerk", id: clerk_user_id }, delivery_id }))
  } catch (error) {
    const ours = asCustomerRoleError(error)
    if (!ours || !FINAL_STATUSES.includes(ours.status)) {
      throw error
    }
    return ignored(ours.code)
  }
}

/** Closes roles whose customers Medusa has deleted, if the event that should have closed them was lost. */
const closeWithoutCustomer = async (container: MedusaContainer, records: CustomerMetaRecord[]): Promise<boolean> => {
  const customer_ids = records.map(({ customer_id }) => customer_id)
  const found = customer_ids.length ? await container.resolve(Modules.CUSTOMER).listCustomers({ id: customer_ids }, { select: ["id"] }) : []
  if (found.length === customer_ids.length) {
    return false
  }
  await closeRoleWorkflow(container).run({ input: { customer_ids, actor: { type: "system" } } })
  return true
}

const toEffect = ({ stale, created, entry_ids, email, claim_error }: SyncRoleWorkflowOutput): Effect => {
  if (stale) {
    return ignored("older_version")
  }
  const reason = claim_error ? "invalid_account_claim" : (email?.problem ?? null)
  if (created || entry_ids.length || email?.changed) {
    return { outcome: "applied", reason }
  }
  return ignored(reason ?? "unchanged")
}

const report = (
  container: MedusaContainer,
  { svix_id, event, event_at }: VerifiedWebhook,
  outcome: DeliveryOutcome,
  reason: string | null
): void => {
  const lagSeconds = event_at ? (Date.now() - event_at.getTime()) / 1000 : undefined
  const type = toType(event.type)
  const clerk_user_id = userIdOf(event)
  countWebhook({ type, outcome, reason: reason ?? undefined, lagSeconds })
  if (outcome === "failed") {
    logEvent(container, "customer_role.webhook_failed", { svix_id, type, reason, clerk_user_id })
  } else {
    logEvent(container, "customer_role.webhook_handled", { svix_id, type, outcome, reason, clerk_user_id, lag_seconds: lagSeconds })
  }
}
