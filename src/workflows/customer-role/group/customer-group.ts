import { createHash } from "node:crypto"
import type { GroupCustomerPair, ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { withKeys } from "../../../locking/ordered-locks"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { isEntitled } from "../../../modules/customer-role/access"
import type CustomerRoleModuleService from "../../../modules/customer-role/service"

/** A membership that was added (`joined`) or removed. */
export type MembershipMove = { record_id: string; customer_id: string; customer_group_id: string; joined: boolean }

type Membership = Pick<MembershipMove, "record_id" | "customer_id" | "customer_group_id">

/** Changes of one customer wait for each other, and each reads the latest record. */
const LOCK_TIMEOUT_SECONDS = 30

/** How many customers to lock together. */
const BATCH = 100

const lockOf = (customerId: string): string => `customer-role-group:${customerId}`

/**
 * Adds a customer to the customer group or removes them, as their record says. Appends each move to `moves` before making
 * it, so that {@link undoMoves} can undo a failure halfway.
 */
export const alignMembership = async (container: MedusaContainer, customerId: string, moves: MembershipMove[]): Promise<void> => {
  const roles = container.resolve(CUSTOMER_ROLE_MODULE)
  // Takes no lock for customers outside the group, because most are, and with some providers a lock costs a connection.
  if ((await roles.getRecordsForGroups(customerId)).every((record) => !isEntitled(record) && !record.customer_group_id)) {
    return
  }
  const customers = container.resolve(Modules.CUSTOMER)
  const locking = container.resolve(Modules.LOCKING)
  const moved = moves.length
  await locking.execute(lockOf(customerId), () => align(customerId, moves, roles, customers), { timeout: LOCK_TIMEOUT_SECONDS })
  if (moves.length > moved) {
    await forgetCachedCustomer(container, customerId)
  }
}

/**
 * Clears a customer from the Caching Module. Medusa reads their groups from it when it prices a cart, and does not clear it
 * when a membership ends.
 */
const forgetCachedCustomer = async (container: MedusaContainer, customerId: string): Promise<void> => {
  const caching = container.resolve(Modules.CACHING, { allowUnregistered: true })
  if (caching) {
    await caching.clear({ key: await caching.computeKey(["find-or-create-customer-by-id", customerId]) })
    await caching.clear({ tags: [`Customer:${customerId}`] })
  }
}

/** Undoes the moves of {@link alignMembership}, last first. */
export const undoMoves = async (container: MedusaContainer, moves: MembershipMove[]): Promise<void> => {
  const roles = container.resolve(CUSTOMER_ROLE_MODULE)
  const customers = container.resolve(Modules.CUSTOMER)
  for (const move of [...moves].reverse()) {
    await (move.joined ? leave(move, roles, customers) : join(move, roles, customers))
  }
}

/**
 * Adds the verified businesses among many customers to the customer group. Removes nobody.
 *
 * @example
 * await joinVerifiedCustomers(container, ["cus_123", "cus_456"])
 */
export const joinVerifiedCustomers = async (container: MedusaContainer, customerIds: string[]): Promise<void> => {
  const roles = container.resolve(CUSTOMER_ROLE_MODULE)
  const customers = container.resolve(Modules.CUSTOMER)
  const verified = (await roles.legacyImport.verifiedRecords(customerIds)).map(({ customer_id }) => customer_id)
  const groupId = verified.length ? await ensureGroup(roles.options.customerGroup, customers) : null
  for (let first = 0; groupId && first < verified.length; first += BATCH) {
    const ids = verified.slice(first, first + BATCH)
    await withKeys(container, ids.map(lockOf), LOCK_TIMEOUT_SECONDS, () => joinAll(ids, groupId, roles, customers))
  }
}

const align = async (
  customerId: string,
  moves: MembershipMove[],
  roles: CustomerRoleModuleService,
  customers: ICustomerModuleService
): Promise<void> => {
  const records = await roles.getRecordsForGroups(customerId)
  const groupId = records.some(isEntitled) ? await ensureGroup(roles.options.customerGroup, customers) : null
  for (const record of records) {
    const wanted = isEntitled(record) ? groupId : null
    const { id: record_id, customer_id, customer_group_id: current } = record
    if (current && current !== wanted) {
      const move = { record_id, customer_id, customer_group_id: current, joined: false }
      moves.push(move)
      await leave(move, roles, customers)
    }
    // A crash may have left a record that names the group, without a membership.
    if (wanted && (await outsidersAmong([customer_id], wanted, customers)).size) {
      const move = { record_id, customer_id, customer_group_id: wanted, joined: true }
      moves.push(move)
      await join(move, roles, customers)
    }
  }
}

/** Leaves customers whom this plugin put into another group to {@link alignMembership}. */
const joinAll = async (
  customerIds: string[],
  groupId: string,
  roles: CustomerRoleModuleService,
  customers: ICustomerModuleService
): Promise<void> => {
  const records = await roles.legacyImport.verifiedRecords(customerIds)
  const outsiders = await outsidersAmong(customerIds, groupId, customers)
  const joining = records
    .filter(({ customer_id, customer_group_id }) => outsiders.has(customer_id) && (customer_group_id ?? groupId) === groupId)
    .map(({ id, customer_id }) => ({ record_id: id, customer_id, customer_group_id: groupId }))
  await addAll(joining, roles, customers)
}

const join = (membership: Membership, roles: CustomerRoleModuleService, customers: ICustomerModuleService): Promise<void> =>
  addAll([membership], roles, customers)

/** Adds memberships, all of one group. */
const addAll = async (memberships: Membership[], roles: CustomerRoleModuleService, customers: ICustomerModuleService): Promise<void> => {
  const [first] = memberships
  if (!first) {
    return
  }
  // Records first: a membership that no record claims would stay forever.
  await roles.setCustomerGroups(
    memberships.map(({ record_id }) => record_id),
    first.customer_group_id
  )
  // Medusa would add an existing member a second time.
  for (let missing = await outsidersOf(memberships, customers); missing.length; ) {
    try {
      await customers.addCustomerToGroup(missing.map(toPair))
      return
    } catch (error) {
      const left = await outsidersOf(missing, customers)
      if (left.length === missing.length) {
        throw error
      }
      // Another process has added some of them.
      missing = left
    }
  }
}

/** Derives the id from record and group, so that the database refuses a second membership. */
const toPair = ({ record_id, customer_id, customer_group_id }: Membership): GroupCustomerPair & { id: string } => {
  const hash = createHash("sha256").update(`${record_id} ${customer_group_id}`).digest("hex").slice(0, 26)
  return { id: `cusgc_${hash}`, customer_id, customer_group_id }
}

const outsidersOf = async (memberships: Membership[], customers: ICustomerModuleService): Promise<Membership[]> => {
  const outsiders = await outsidersAmong(
    memberships.map(({ customer_id }) => customer_id),
    memberships[0].customer_group_id,
    customers
  )
  return memberships.filter(({ customer_id }) => outsiders.has(customer_id))
}

const outsidersAmong = async (customerIds: string[], groupId: string, customers: ICustomerModuleService): Promise<Set<string>> => {
  const members = await customers.listCustomers({ id: customerIds, groups: { id: groupId } }, { select: ["id"], take: customerIds.length })
  const ids = new Set(members.map(({ id }) => id))
  return new Set(customerIds.filter((id) => !ids.has(id)))
}

const leave = async (
  { record_id, customer_id, customer_group_id }: Membership,
  roles: CustomerRoleModuleService,
  customers: ICustomerModuleService
): Promise<void> => {
  await customers.removeCustomerFromGroup({ customer_id, customer_group_id })
  await roles.setCustomerGroups([record_id], null)
}

const ensureGroup = async (name: string | false, customers: ICustomerModuleService): Promise<string | null> => {
  if (name === false) {
    return null
  }
  const [group] = await customers.listCustomerGroups({ name })
  if (group) {
    return group.id
  }
  try {
    return (await customers.createCustomerGroups({ name })).id
  } catch (error) {
    // Another process has created the group meanwhile.
    const [created] = await customers.listCustomerGroups({ name })
    if (!created) {
      throw error
    }
    return created.id
  }
}
