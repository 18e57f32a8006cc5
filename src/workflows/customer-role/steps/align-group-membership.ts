import type { ICustomerModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type CustomerRoleModuleService from "../../../modules/customer-role/service"
import type { CustomerMetaRecord } from "../../../modules/customer-role/types"

/** One membership that was added or removed. */
type MembershipMove = { record_id: string; customer_id: string; customer_group_id: string; joined: boolean }

/** Decisions about one customer wait for each other; the last one finds the database's last word. */
const LOCK_TIMEOUT_SECONDS = 30

/**
 * Makes verified businesses members of the customer group, and takes out again whom this plugin put in. Memberships
 * that an admin gave stay. Gives the customers whose prices may have changed.
 *
 * @example
 * const customer_ids = alignGroupMembershipStep(["cus_123"])
 */
export const alignGroupMembershipStep = createStep(
  "align-group-membership",
  async (customerIds: string[], { container }): Promise<StepResponse<string[], MembershipMove[]>> => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    const customers = container.resolve(Modules.CUSTOMER)
    const locking = container.resolve(Modules.LOCKING)
    const moves: MembershipMove[] = []
    try {
      for (const customerId of customerIds) {
        const lock = `customer-role-group:${customerId}`
        await locking.execute(lock, () => align(customerId, moves, roles, customers), { timeout: LOCK_TIMEOUT_SECONDS })
      }
    } catch (error) {
      // A step that fails is not compensated: it cleans up after itself.
      await takeBack(moves, roles, customers)
      throw error
    }
    return new StepResponse([...new Set(moves.map(({ customer_id }) => customer_id))], moves)
  },
  async (moves, { container }) => {
    await takeBack(moves ?? [], container.resolve(CUSTOMER_ROLE_MODULE), container.resolve(Modules.CUSTOMER))
  }
)

const takeBack = async (
  moves: MembershipMove[],
  roles: CustomerRoleModuleService,
  customers: ICustomerModuleService
): Promise<void> => {
  for (const move of [...moves].reverse()) {
    await (move.joined ? leave(move, roles, customers) : join(move, roles, customers))
  }
}

/** Notes each move before it is made, so that a failure half-way is taken back as well. */
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
    // A record that names the group and has no membership is what a crash between the two leaves.
    if (wanted && !(await isMember(customer_id, wanted, customers))) {
      const move = { record_id, customer_id, customer_group_id: wanted, joined: true }
      moves.push(move)
      await join(move, roles, customers)
    }
  }
}

const isEntitled = (record: CustomerMetaRecord): boolean => record.is_verified && !record.deleted_at

const isMember = async (customerId: string, groupId: string, customers: ICustomerModuleService): Promise<boolean> => {
  const found = await customers.listCustomers({ id: customerId, groups: { id: groupId } }, { select: ["id"] })
  return found.length > 0
}

const join = async (
  { record_id, customer_id, customer_group_id }: MembershipMove,
  roles: CustomerRoleModuleService,
  customers: ICustomerModuleService
): Promise<void> => {
  // First the record: a membership that nobody remembers to be ours would stay for good.
  await roles.setCustomerGroup(record_id, customer_group_id)
  // Taking back a leave that failed finds him still there, and Medusa would add him twice.
  if (!(await isMember(customer_id, customer_group_id, customers))) {
    await customers.addCustomerToGroup({ customer_id, customer_group_id })
  }
}

const leave = async (
  { record_id, customer_id, customer_group_id }: MembershipMove,
  roles: CustomerRoleModuleService,
  customers: ICustomerModuleService
): Promise<void> => {
  await customers.removeCustomerFromGroup({ customer_id, customer_group_id })
  await roles.setCustomerGroup(record_id, null)
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
    // Another process has created it in the meantime.
    const [created] = await customers.listCustomerGroups({ name })
    if (!created) {
      throw error
    }
    return created.id
  }
}
