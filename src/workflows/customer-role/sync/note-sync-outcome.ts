import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { ownerOfEmail } from "../../../text/email-address"
import type { CustomerRoleError } from "../../../errors"
import { logEvent } from "../../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { Difference, DifferenceKind } from "../../../modules/customer-role/types"
import { countSync } from "../../../observability/metrics"
import { findRegisteredCustomers } from "./find-registered-customers"
import type { SyncRoleWorkflowInput, SyncRoleWorkflowOutput } from "../workflows/sync-role"

/** The differences that a sync either mends or finds again. */
const SYNCED_KINDS: readonly DifferenceKind[] = [
  "missing",
  "outdated",
  "email",
  "email_variants",
  "waiting_for_sign_in",
  "claim",
  "deleted_at_clerk",
  "customer_deleted",
]

/** Notes what still differs after a sync and deletes the differences that it mended. */
export const noteSynced = async (container: MedusaContainer, result: SyncRoleWorkflowOutput): Promise<void> => {
  if (!result.stale) {
    const { clerk_user_id, customer_id } = result.record
    const email = result.email?.address ?? result.customer.email
    const others = email
      ? (await findRegisteredCustomers(container.resolve(Modules.CUSTOMER), email)).filter(({ id }) => id !== customer_id)
      : []
    const variants: Difference[] = others.length ? [{ clerk_user_id, customer_id, kind: "email_variants", reason: null }] : []
    await container
      .resolve(CUSTOMER_ROLE_MODULE)
      .differences.replace([clerk_user_id], SYNCED_KINDS, [...remainingDifferences(result), ...variants])
  }
}

const remainingDifferences = ({ record, claim_error, email }: SyncRoleWorkflowOutput): Difference[] => {
  const { clerk_user_id, customer_id } = record
  return [
    ...(claim_error ? [{ clerk_user_id, customer_id, kind: "claim" as const, reason: claim_error }] : []),
    ...(email?.problem ? [{ clerk_user_id, customer_id, kind: "email" as const, reason: email.problem }] : []),
  ]
}

/** Notes a refused sync as a difference: the user has no customer, or has not proved that one is theirs. Ignores other errors. */
export const noteRefused = async (
  container: MedusaContainer,
  { clerk_user_id, snapshot }: SyncRoleWorkflowInput,
  error: CustomerRoleError | undefined
): Promise<void> => {
  const { differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  if (error?.code === "waiting_for_sign_in") {
    const customer_id = await findWaiting(container, clerk_user_id, snapshot?.email ?? null)
    const waiting: Difference = { clerk_user_id, customer_id, kind: "waiting_for_sign_in", reason: null }
    await differences.replace([clerk_user_id], ["missing", "outdated", "email", "waiting_for_sign_in"], [waiting])
    return
  }
  if (error?.status === 409) {
    const record = await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByClerkId(clerk_user_id)
    const customer_id = record?.customer_id ?? null
    await differences.add([{ clerk_user_id, customer_id, kind: record ? "email" : "missing", reason: error.code }])
  }
}

/** Returns the customer to be linked when its owner signs in. */
const findWaiting = async (container: MedusaContainer, clerkUserId: string, email: string | null): Promise<string | null> => {
  const roles = container.resolve(CUSTOMER_ROLE_MODULE)
  const imported = await roles.getCustomerMetaByClerkId(clerkUserId)
  const known = imported?.customer_id ?? (await roles.customerCreations.find(clerkUserId))
  if (known !== null || email === null) {
    return known
  }
  return ownerOfEmail(email, await findRegisteredCustomers(container.resolve(Modules.CUSTOMER), email)).customer?.id ?? null
}

/** Counts and logs a successful sync. */
export const reportSynced = (
  container: MedusaContainer,
  input: SyncRoleWorkflowInput,
  { record, stale, created, entry_ids, email, claim_error }: SyncRoleWorkflowOutput,
  begun: number
): void => {
  const { customer_id, clerk_user_id } = record
  const changed = entry_ids.length > 0 || email?.changed
  const outcome = stale ? "stale" : created ? "created" : changed ? "changed" : "unchanged"
  const measured = { trigger: triggerOf(input), outcome, seconds: secondsSince(begun) } as const
  const code = claim_error ? "invalid_account_claim" : undefined
  countSync({ ...measured, code })
  if (created || changed) {
    logEvent(container, "customer_role.synced", { ...measured, customer_id, clerk_user_id, code })
  }
  if (email?.problem) {
    logEvent(container, "customer_role.email_conflict", { customer_id, clerk_user_id, code: email.problem })
  }
}

/** Counts and logs a refused or failed sync. */
export const reportRefused = (
  container: MedusaContainer,
  input: SyncRoleWorkflowInput,
  error: CustomerRoleError | undefined,
  begun: number
): void => {
  const { clerk_user_id } = input
  const measured = { trigger: triggerOf(input), code: error?.code ?? "internal_error", seconds: secondsSince(begun) } as const
  const refused = error !== undefined && error.status < 500
  countSync({ ...measured, outcome: refused ? "refused" : "failed" })
  logEvent(container, refused ? "customer_role.sync_refused" : "customer_role.sync_failed", { ...measured, clerk_user_id })
}

const secondsSince = (begun: number): number => (performance.now() - begun) / 1000

const triggerOf = ({ actor, snapshot }: SyncRoleWorkflowInput): Parameters<typeof countSync>[0]["trigger"] => {
  if (actor.type === "system") {
    return "reconciliation"
  }
  if (actor.type === "admin" || actor.type === "api_key") {
    return "admin"
  }
  return snapshot ? "webhook" : "request"
}
