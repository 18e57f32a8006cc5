import type { MedusaContainer } from "@medusajs/framework/types"
import { promiseAll } from "@medusajs/framework/utils"
import { asCustomerRoleError } from "../../../errors"
import { logEvent } from "../../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { ALL_DIFFERENCE_KINDS } from "../../../modules/customer-role/reconciliation/difference-kinds"
import type { Difference, DifferenceKind, RoleEventActor } from "../../../modules/customer-role/types"
import { closeRoleWorkflow } from "../sync/close-role"
import { syncClerkUser } from "../sync/sync-clerk-user"
import type { SyncRoleWorkflowOutput } from "../workflows/sync-role"
import type { Comparison } from "./compare-page"

/** The outcome of mending a user. `failed`: an error on our side; the user still differs, and a difference is noted. */
export type MendOutcome = "equal" | "mended" | "different" | "closed" | "failed"

/** Users mended in parallel. Few, since the shop is serving customers meanwhile. */
const AT_ONCE = 4

/** Notes what differs. Changes nothing else. */
export const notePage = async (container: MedusaContainer, comparisons: Comparison[]): Promise<MendOutcome[]> => {
  const { differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  await differences.replace(
    comparedIdsOf(comparisons),
    ALL_DIFFERENCE_KINDS,
    comparisons.flatMap((comparison) => comparison.differences)
  )
  return comparisons.map((comparison) => (comparison.differences.length ? "different" : "equal"))
}

/** Mends a page of users and notes what cannot be mended. It can be repeated. */
export const mendPage = async (
  container: MedusaContainer,
  comparisons: Comparison[],
  actor: RoleEventActor = { type: "system" }
): Promise<MendOutcome[]> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  await service.moveClerkVersions(
    comparisons.flatMap(({ record, user, version_only }) =>
      record && version_only ? [{ id: record.id, clerk_updated_at: new Date(user.snapshot.updated_at) }] : []
    )
  )
  const lasting = comparisons.flatMap(({ differences }) => differences.filter(({ kind }) => kind !== "group" && kind !== "write_back"))
  await service.differences.keepOnly(comparedIdsOf(comparisons), ALL_DIFFERENCE_KINDS, lasting)

  const outcomes: MendOutcome[] = []
  for (let first = 0; first < comparisons.length; first += AT_ONCE) {
    const some = comparisons.slice(first, first + AT_ONCE)
    outcomes.push(...(await promiseAll(some.map((comparison) => mendOne(container, comparison, actor)))))
  }
  return outcomes
}

const comparedIdsOf = (comparisons: Comparison[]): string[] =>
  comparisons.flatMap(({ user, overtaken }) => (overtaken ? [] : [user.snapshot.clerk_user_id]))

const mendOne = (container: MedusaContainer, comparison: Comparison, actor: RoleEventActor): Promise<MendOutcome> => {
  const { record, user } = comparison
  const { clerk_user_id } = user.snapshot
  const failure = { clerk_user_id, customer_id: record?.customer_id ?? null, kind: record ? ("outdated" as const) : ("missing" as const) }
  return catchAsDifference(container, failure, () => mend(container, comparison, actor))
}

/** Turns an error into a noted difference, so that one broken user does not stop the others. */
export const catchAsDifference = async (
  container: MedusaContainer,
  failure: Omit<Difference, "reason">,
  work: () => Promise<MendOutcome>
): Promise<MendOutcome> => {
  try {
    return await work()
  } catch (error) {
    const difference = { ...failure, reason: asCustomerRoleError(error)?.code ?? "internal_error" }
    await container.resolve(CUSTOMER_ROLE_MODULE).differences.add([difference])
    logEvent(container, "customer_role.differs", difference)
    return "failed"
  }
}

const mend = async (container: MedusaContainer, comparison: Comparison, actor: RoleEventActor): Promise<MendOutcome> => {
  const { record, differences } = comparison
  const has = (kind: DifferenceKind): boolean => differences.some((difference) => difference.kind === kind)
  if (!differences.length) {
    return "equal"
  }
  if (record && has("customer_deleted")) {
    await closeRoleWorkflow(container).run({ input: { customer_ids: [record.customer_id], actor } })
    await container.resolve(CUSTOMER_ROLE_MODULE).differences.forget(record.clerk_user_id)
    return "closed"
  }
  if (record && has("write_back")) {
    await container.resolve(CUSTOMER_ROLE_MODULE).writeBacks.add(record)
  }
  if (needsSync(comparison) || (await isOwnCreation(container, comparison))) {
    return sync(container, comparison, actor)
  }
  return differences.some(isForUserOrShop) ? noteRemaining(container, comparison) : "mended"
}

/** Returns whether the waiting customer was created for this very user by a sync that broke off. The next sync adopts it. */
const isOwnCreation = async (container: MedusaContainer, { record, user, differences }: Comparison): Promise<boolean> => {
  const waiting = record ? undefined : differences.find(({ kind }) => kind === "waiting_for_sign_in")
  const { customerCreations } = container.resolve(CUSTOMER_ROLE_MODULE)
  return waiting !== undefined && (await customerCreations.find(user.snapshot.clerk_user_id)) === waiting.customer_id
}

/** Returns whether only the user or the shop can resolve a difference. */
const isForUserOrShop = ({ kind }: Difference): boolean => ["claim", "email", "email_variants", "waiting_for_sign_in"].includes(kind)

/** A refused claim or address is not tried again until the user changes it, and an unlinked customer waits for a sign-in. */
const needsSync = ({ record, user, differences }: Comparison): boolean =>
  !differences.some(({ kind }) => kind === "waiting_for_sign_in") && isChanged({ record, user, differences })

const isChanged = ({ record, user, differences }: Pick<Comparison, "record" | "user" | "differences">): boolean =>
  differences.some(({ kind, reason }) => kind === "missing" || kind === "outdated" || kind === "group" || reason === "other_address") ||
  (record?.clerk_updated_at?.getTime() !== user.snapshot.updated_at && differences.some(({ kind }) => kind === "claim" || kind === "email"))

const sync = async (container: MedusaContainer, { user }: Comparison, actor: RoleEventActor): Promise<MendOutcome> => {
  const { snapshot } = user
  try {
    const synced = await syncClerkUser(container, { clerk_user_id: snapshot.clerk_user_id, snapshot, actor })
    return isInOrder(synced) ? "mended" : "different"
  } catch (error) {
    const ours = asCustomerRoleError(error)
    // A webhook has announced the deletion meanwhile.
    if (ours?.code === "account_disabled") {
      return "closed"
    }
    // The sync has noted why it was refused.
    if (ours?.status === 409) {
      return "different"
    }
    throw error
  }
}

const isInOrder = ({ claim_error, email }: SyncRoleWorkflowOutput): boolean => !claim_error && !email?.problem

/** Notes what only the user or the shop can resolve. */
const noteRemaining = async (container: MedusaContainer, { differences, user }: Comparison): Promise<MendOutcome> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const { clerk_user_id } = user.snapshot
  await service.differences.add(differences.filter(isForUserOrShop))
  // A webhook or a sign-in may have synced the user since the comparison. Any later sync removes the note.
  if (
    differences.some(({ kind }) => kind === "waiting_for_sign_in") &&
    (await service.getCustomerMetaByClerkId(clerk_user_id))?.clerk_updated_at
  ) {
    await service.differences.keepOnly([clerk_user_id], ["waiting_for_sign_in"], [])
    return "mended"
  }
  return "different"
}
