import timers from "node:timers/promises"
import { Modules } from "@medusajs/framework/utils"
import type { ICustomerModuleService } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../../src/modules/customer-role"
import type CustomerRoleModuleService from "../../src/modules/customer-role/service"
import type { ReconciliationRecord } from "../../src/modules/customer-role/types"
import type { ReconcileRolesOptions } from "../../src/workflows/customer-role"
import { fromBuiltPlugin } from "./built-plugin"
import { eventually } from "./eventually"
import { restoreIntercepted } from "./intercept"
import { describeShop, type Shop } from "./shop"
import { clearWriteBacks } from "./written-states"

/** How many users Clerk lists on one page. */
export const PAGE = 500

/** Clerk's path for a page of users. */
export const USERS_PAGE = /^\/v1\/users$/

/** Clerk's path for one user. */
export const SINGLE_USER = /^\/v1\/users\/user_/

/** All tables that a reconciliation could write to, except those for its own notes. */
const TABLES = [
  "customer",
  "customer_group",
  "customer_group_customer",
  "auth_identity",
  "provider_identity",
  "customer_meta",
  "customer_role_event",
  "clerk_user_tombstone",
  "clerk_write_back",
  "clerk_webhook_delivery",
  "notification",
]

type ShownDifference = { clerk_user_id: string; customer_id: string | null; kind: string; reason: string | null }
type Shown = { differences: ShownDifference[]; reconciliation: ReconciliationRecord }
type Row = Record<string, unknown>

/** Runs reconciliations and reads their outcome. */
export type ReconciliationTools = {
  service: () => CustomerRoleModuleService
  customers: () => ICustomerModuleService
  reconcile: (options?: ReconcileRolesOptions) => Promise<ReconciliationRecord>
  /** Runs the job that reconciles when a reconciliation is due. */
  job: () => Promise<void>
  /** Runs the job that writes outcomes back to Clerk. */
  writeBack: () => Promise<void>
  /** Every row of every table, each with the transaction that wrote it last. */
  everything: () => Promise<Record<string, unknown[]>>
  differences: () => Promise<ShownDifference[]>
  /** What admins see of the last reconciliation. */
  shown: () => Promise<Shown>
  /** The record of a Clerk user, the live one first. */
  recordOf: (user: { id: string }) => Promise<Row | undefined>
  liveRecordOf: (user: { id: string }) => Promise<Row | undefined>
  /** The number of live records. */
  liveRecords: () => Promise<number>
  reconciliations: () => Promise<Row[]>
  /** Ids of the Clerk users with a live record. */
  liveClerkUsers: () => Promise<Set<string>>
  /** Returns the number of pages that the shop has read from Clerk, not counting repeated attempts. */
  pagesRead: () => number
  /** Resets {@link pagesRead} to zero. */
  resetPagesRead: () => void
  /** Returns how often the shop asked Clerk for a single user. */
  singleReads: () => number
  /** Resolves once all events have arrived and each outcome has been written to Clerk, or the write has failed. */
  settled: () => Promise<void>
}

/**
 * Describes a shop whose tests reconcile it with Clerk. Each test starts with a Clerk without users.
 *
 * @example
 * describeReconciliation("Reconciliation as a dry run", (shop, { reconcile }) => {
 *   it("changes nothing", async () => {
 *     expect(await reconcile({ dryRun: true })).toMatchObject({ status: "completed" })
 *   })
 * })
 */
export const describeReconciliation = (title: string, tests: (shop: Shop, tools: ReconciliationTools) => void): void =>
  describeShop(title, { plugin: { reconciliation: { everyHours: 24 } } }, (shop) => {
    let pages: jest.SpyInstance
    const tools = toolsOf(shop, () => pages)
    beforeEach(() => {
      // Each test has a new database, so it needs a new Clerk, too.
      for (const { id } of shop.clerk.users.list()) {
        shop.clerk.users.delete(id)
      }
      shop.clerk.requests.reset()
      pages = jest.spyOn(fromBuiltPlugin<typeof import("../../src/clerk/users-page")>("clerk/users-page"), "fetchUsersPage")
    })
    afterEach(async () => {
      jest.restoreAllMocks()
      restoreIntercepted()
      shop.clerk.faults.set(null)
      await clearWriteBacks(shop)
      await tools.writeBack()
    })
    tests(shop, tools)
  })

const toolsOf = (shop: Shop, pages: () => jest.SpyInstance): ReconciliationTools => ({
  service: () => shop.container.resolve(CUSTOMER_ROLE_MODULE),
  customers: () => shop.container.resolve(Modules.CUSTOMER),
  reconcile: (options) =>
    fromBuiltPlugin<typeof import("../../src/workflows/customer-role")>("workflows/customer-role").reconcileRoles(shop.container, options),
  job: () => fromBuiltPlugin<typeof import("../../src/jobs/reconcile-roles")>("jobs/reconcile-roles").default(shop.container),
  writeBack: () => fromBuiltPlugin<typeof import("../../src/jobs/write-back-roles")>("jobs/write-back-roles").default(shop.container),
  async everything() {
    const contents: Record<string, unknown[]> = {}
    for (const table of TABLES) {
      contents[table] = await shop.rows(`SELECT xmin::text AS written_in, t.* FROM ${table} t ORDER BY to_jsonb(t)::text`)
    }
    return contents
  },
  differences: () => shop.rows("SELECT clerk_user_id, customer_id, kind, reason FROM clerk_difference ORDER BY kind, clerk_user_id"),
  async shown() {
    const { body } = await shop.get<Shown>("/admin/customers/role-sync?limit=100", { token: shop.admin.token })
    return body
  },
  async recordOf({ id }) {
    const [row] = await shop.rows("SELECT * FROM customer_meta WHERE clerk_user_id = ? ORDER BY deleted_at NULLS FIRST", [id])
    return row
  },
  async liveRecordOf({ id }) {
    const [row] = await shop.rows("SELECT * FROM customer_meta WHERE clerk_user_id = ? AND deleted_at IS NULL", [id])
    return row
  },
  liveRecords: async () => (await shop.rows("SELECT id FROM customer_meta WHERE deleted_at IS NULL")).length,
  reconciliations: () => shop.rows("SELECT id, status, reason FROM clerk_reconciliation ORDER BY created_at, id"),
  async liveClerkUsers() {
    const rows = await shop.rows<{ clerk_user_id: string }>("SELECT clerk_user_id FROM customer_meta WHERE deleted_at IS NULL")
    return new Set(rows.map(({ clerk_user_id }) => clerk_user_id))
  },
  pagesRead: () => pages().mock.calls.length,
  resetPagesRead: () => pages().mockClear(),
  singleReads: () => shop.clerk.requests.list().filter(({ method, path }) => method === "GET" && SINGLE_USER.test(path)).length,
  async settled() {
    await shop.events.settle()
    await eventually(async () => expect(await shop.rows("SELECT 1 FROM clerk_write_back WHERE attempts = 0")).toEqual([]))
    await shop.events.settle()
  },
})

/**
 * Records the plugin's waits in milliseconds, and ends each at once.
 *
 * @example
 * const waits = withoutWaiting()
 * await reconcile()
 * expect(waits).toEqual([1_000, 2_000])
 */
export const withoutWaiting = (): number[] => {
  const waits: number[] = []
  jest.spyOn(timers, "setTimeout").mockImplementation((milliseconds, value) => {
    waits.push(milliseconds ?? 0)
    return Promise.resolve(value as never)
  })
  return waits
}
