import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { isClerkId } from "../../clerk/clerk-id"
import { fetchClerkUser, toSnapshot, type ClerkUserSnapshot } from "../../clerk/user"
import type { VerifiedWebhook } from "../../clerk/webhook"
import { asCustomerRoleError } from "../../errors"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { CustomerMetaRecord, DeliveryOutcome } from "../../modules/customer-role/types"
import { UNSTORABLE } from "../../text/storable"
import { countWebhook } from "../../observability/metrics"
import { closeRoleWorkflow } from "./close-role"
import { syncClerkUser } from "./sync-clerk-user"
import type { SyncRoleWorkflowOutput } from "./workflows/sync-role"

/** Refusals that no further attempt of Clerk would change. */
const FINAL_STATUSES = [403, 409]

/** What a delivery has come to. */
type Effect = { outcome: "applied" | "ignored"; reason: string | null }

const APPLIED: Effect = { outcome: "applied", reason: null }

const ignored = (reason: string): Effect => ({ outcome: "ignored", reason })

/**
 * Lets a verified webhook delivery take effect, once, and keeps a record of what became of it. Whatever order deliveries
 * come in, the newest version of the Clerk user wins.
 *
 * The change of `customer_meta` and the delivery's mark are committed together; the delivery counts as done when the rest
 * of its work (group, e-mail address, events) is done too. Whatever stops us before that, Clerk's next attempt does the
 * rest, and what was done already is not done again.
 *
 * @throws whatever kept us from it, so that Clerk tries again
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
    // Where the database is what fails, the delivery stays as it is, which is not done.
    await deliveries.fail(svix_id, reason).catch(() => undefined)
    throw error
  }
}

/** A text that the table can store: whatever is signed is acknowledged, so that Clerk does not repeat it for ever. */
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

/** What Medusa's tokens and cookies of an exchange end with. */
const SESSION_ENDS = ["session.ended", "session.removed", "session.revoked"]

/** Nothing else comes of another attempt with the same body. */
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
  // Whom the shop has deleted begins anew when he comes back, and not when Clerk touches his profile.
  if (closed.has(clerk_user_id)) {
    return ignored("customer_deleted")
  }
  if (await closeWithoutCustomer(container, records)) {
    return ignored("customer_deleted")
  }
  if (records.some(({ clerk_updated_at }) => clerk_updated_at && clerk_updated_at.getTime() > snapshot.updated_at)) {
    return ignored("older_version")
  }
  // The dashboard signs example events of users that do not exist.
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

/** Medusa has deleted the customer, and the event that should have closed the role was lost. */
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
