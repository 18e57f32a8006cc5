import { randomUUID } from "node:crypto"
import type { ClerkStandIn, ClerkUserInput, ClerkUserJson, MintTokenOptions } from "clerk-stand-in"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { waitWorkflowExecutions } from "@medusajs/test-utils/dist/medusa-test-runner-utils/wait-workflow-executions"
import { openSession, type PasswordCustomer, registerCustomer, signIn } from "./accounts"
import type { Catalogue } from "./catalogue"
import { eventually } from "./eventually"
import { everythingTold } from "./everything-told"
import type { EventRecorder } from "./events"
import { type Answer, createHttpClient, type HttpClient } from "./http"
import type { PluginOptionsChanges } from "./plugin-options"
import { type RunningShop, shopHouse } from "./running-shop"
import { closeUnlessShared } from "./shared-app"
import type { AdminRoleView, SyncView } from "./views"

export const WEBHOOK_PATH = "/hooks/clerk"

/**
 * What the shop of a suite is like. Suites share an app, and each begins with a shop as new. Options that count from the
 * start of the app want `/** @own-app *\/` at the top of the spec file.
 */
export type ShopOptions = {
  /** Options of the plugin other than the default. */
  plugin?: PluginOptionsChanges
  /** Seeds {@link Catalogue}, which takes a second. @default false */
  catalogue?: boolean
  /** The database folds ASCII letters only, as one with the C locale does, instead of those of all alphabets. @default false */
  cLocale?: boolean
  /** Tests make or change tables, functions or triggers. The suite then takes two seconds longer. @default false */
  reshapes?: boolean
  /**
   * So many verified businesses are there before the tests begin, and each test gets them from
   * `syncedBusiness("verified")` before any is made: a sync and a decision over HTTP take 0.2 seconds. @default 0
   */
  verifiedBusinesses?: number
  /** What all tests of the file find in the database. */
  seed?: (shop: Shop) => Promise<void>
}

/** What the Clerk user of a test is like. */
export type ClerkCustomerInput = Omit<ClerkUserInput, "unsafe_metadata"> & {
  /** In `unsafeMetadata`, as the sign-up form writes them. */
  account_type?: string
  company?: string
  tax_id?: string
  /** All of `unsafeMetadata`, instead of the three above. */
  unsafe_metadata?: Record<string, unknown>
}

/** A Clerk user whose role was synced. */
export type SyncedCustomer = SyncView & { user: ClerkUserJson; token: string; id: string }

/** A running shop with the plugin, its Clerk and what a test does with both. */
export type Shop = HttpClient & {
  readonly clerk: ClerkStandIn
  readonly container: MedusaContainer
  readonly baseUrl: string
  readonly publishableKey: string
  readonly salesChannelId: string
  readonly admin: { token: string; id: string }
  readonly events: EventRecorder
  readonly catalogue: Catalogue
  /** Rows of a query with `?` for bindings. */
  rows: <T = Record<string, unknown>>(sql: string, bindings?: (string | number | string[] | null)[]) => Promise<T[]>
  /** Makes a user at Clerk; the email is verified and fresh unless said otherwise. No webhook is sent. */
  clerkUser: (input?: ClerkCustomerInput) => ClerkUserJson
  /** A session token of a Clerk user. */
  tokenOf: (user: { id: string }, options?: MintTokenOptions) => string
  /** Makes a user at Clerk and syncs him; fails unless that works. */
  synced: (input?: ClerkCustomerInput) => Promise<SyncedCustomer>
  /** Makes a business and has the admin decide about it; gives one that the suite has prepared where there is one. */
  syncedBusiness: (decision?: "pending" | "verified" | "rejected" | "revoked", input?: ClerkCustomerInput) => Promise<SyncedCustomer>
  /** An admin's decision, which must succeed. */
  decide: (customerId: string, is_verified: boolean, more?: Record<string, unknown>) => Promise<AdminRoleView>
  /** `decide(customerId, true)` */
  verifyBusiness: (customerId: string) => Promise<AdminRoleView>
  /** Resolves once the outcome stands in Clerk's `publicMetadata`, which makes a new version of the user there. Gives that version. */
  writtenBack: (user: { id: string }, outcome?: Record<string, unknown>) => Promise<ClerkUserJson>
  /** A signed webhook, which must be acknowledged; gives the answer. */
  webhook: (type: string, data: unknown, options?: { id?: string }) => Promise<Answer<unknown>>
  /** A Medusa token for a Clerk token, by the conventional exchange. */
  exchange: (clerkToken: string) => Promise<string>
  registerCustomer: (input?: { email?: string; password?: string }) => Promise<PasswordCustomer>
  signIn: (credentials: { email: string; password: string }) => Promise<string>
  openSession: (token: string) => Promise<string>
  groupNamesOf: (customerId: string) => Promise<string[]>
  /** The live record of a customer, as the database has it. */
  metaOf: (customerId: string) => Promise<Record<string, unknown> | undefined>
  /** Types of the entries in a customer's history, oldest first. */
  historyOf: (customerId: string) => Promise<string[]>
  /** A customer's role as an admin sees it. */
  adminRoleOf: (customerId: string) => Promise<AdminRoleView>
}

/**
 * Describes a running shop: one app, one database, one Clerk for all tests inside. The database is put back before
 * each test to what the `seed` option (and `beforeAll` directly inside) left; Clerk's users stay until the next suite.
 *
 * @example
 * describeShop("POST /store/customers/sync-role", {}, (shop) => {
 *   it("gives an individual without an application", async () => {
 *     const { token } = await shop.synced()
 *   })
 * })
 */
export const describeShop = (title: string, options: ShopOptions, tests: (shop: Shop) => void): void => {
  describe(title, () => {
    let running: RunningShop | undefined
    let isRemembered = false
    let prepared: SyncedCustomer[] = []
    let handedOut = 0
    const shop = createShop(
      () => present(running, "the shop opens before the first test"),
      () => prepared[handedOut++]
    )
    beforeAll(async () => {
      running = await shopHouse.open(options)
      const businesses: SyncedCustomer[] = []
      while (businesses.length < (options.verifiedBusinesses ?? 0)) {
        businesses.push(await shop.syncedBusiness("verified"))
      }
      prepared = businesses
      await everythingTold(shop)
      // What is left to be written to Clerk would be left before each test.
      await eventually(async () => expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([]))
      shop.events.reset()
      await options.seed?.(shop)
    })
    beforeEach(async () => {
      handedOut = 0
      const { app } = present(running, "the app has not started")
      if (isRemembered) {
        await app.rewind()
      } else {
        // Only now has each `beforeAll` of the suite added what it wants all tests to find.
        await app.remember()
        isRemembered = true
      }
    })
    afterEach(async () => {
      // What a test has set off must not meet the database of the next one.
      await waitWorkflowExecutions(shop.container)
      await everythingTold(shop)
      await shop.clerk.webhooks.idle()
    })
    afterAll(closeUnlessShared)
    tests(shop)
  })
}

const createShop = (running: () => RunningShop, nextVerified: () => SyncedCustomer | undefined): Shop => {
  const http = createHttpClient(
    () => running().app.baseUrl,
    () => running().publishableKey
  )
  const rows: Shop["rows"] = async (sql, bindings) =>
    (
      await running()
        .app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(sql, bindings ?? [])
    ).rows

  const shop: Shop = {
    ...http,
    rows,
    get clerk() {
      return running().clerk
    },
    get container() {
      return running().app.container
    },
    get baseUrl() {
      return running().app.baseUrl
    },
    get publishableKey() {
      return running().publishableKey
    },
    get salesChannelId() {
      return running().salesChannelId
    },
    get admin() {
      return running().admin
    },
    get events() {
      return running().events
    },
    get catalogue() {
      return present(running().catalogue, "say `catalogue: true` to describeShop")
    },

    clerkUser({ account_type, company, tax_id, unsafe_metadata, ...user } = {}) {
      return shop.clerk.users.create({
        email: `${randomUUID()}@example.com`,
        ...user,
        unsafe_metadata: JSON.parse(JSON.stringify(unsafe_metadata ?? { accountType: account_type, company, tax_id })),
      })
    },
    tokenOf: ({ id }, options) => shop.clerk.mintToken(id, options),
    async synced(input) {
      const user = shop.clerkUser(input)
      const token = shop.tokenOf(user)
      const { body } = succeeded(await http.post<SyncView>("/store/customers/sync-role", { token }))
      return { ...body, user, token, id: body.customer.id }
    },
    async syncedBusiness(decision = "pending", input) {
      const ready = decision === "verified" && !input ? nextVerified() : undefined
      if (ready) {
        return ready
      }
      const customer = await shop.synced({ account_type: "business", company: "Cedar GmbH", tax_id: "DE123456789", ...input })
      if (decision === "verified" || decision === "revoked") {
        await shop.decide(customer.id, true)
      }
      if (decision === "rejected" || decision === "revoked") {
        await shop.decide(customer.id, false)
      }
      return customer
    },
    async decide(customer_id, is_verified, more) {
      const { body } = succeeded(
        await http.post<{ customer_role: AdminRoleView }>("/admin/customers/verify", {
          token: shop.admin.token,
          body: { customer_id, is_verified, ...more },
        })
      )
      return body.customer_role
    },
    verifyBusiness: (customerId) => shop.decide(customerId, true),
    writtenBack: ({ id }, outcome = {}) =>
      eventually(() => {
        const user = shop.clerk.users.get(id)
        expect(user?.public_metadata).toMatchObject({ customerRole: { accountType: expect.any(String), ...outcome } })
        return present(user, "the user is at Clerk")
      }),
    async webhook(type, data, options) {
      const { body, headers } = shop.clerk.webhooks.build(type, data, options)
      return succeeded(await http.post<unknown>(WEBHOOK_PATH, { rawBody: body, headers }))
    },
    async exchange(clerkToken) {
      const { body } = succeeded(await http.post<{ token: string }>("/auth/customer/clerk", { body: { token: clerkToken } }))
      return body.token
    },
    registerCustomer: (input) => registerCustomer(http, input),
    signIn: (credentials) => signIn(http, credentials),
    openSession: (token) => openSession(http, token),
    async groupNamesOf(customerId) {
      const found = await rows<{ name: string }>(
        `SELECT g.name FROM customer_group g JOIN customer_group_customer m ON m.customer_group_id = g.id
         WHERE m.customer_id = ? AND m.deleted_at IS NULL AND g.deleted_at IS NULL ORDER BY g.name`,
        [customerId]
      )
      return found.map(({ name }) => name)
    },
    async metaOf(customerId) {
      const [found] = await rows("SELECT * FROM customer_meta WHERE customer_id = ? AND deleted_at IS NULL", [customerId])
      return found
    },
    async historyOf(customerId) {
      const found = await rows<{ type: string }>(
        `SELECT e.type FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id
         WHERE m.customer_id = ? ORDER BY e.created_at, e.id`,
        [customerId]
      )
      return found.map(({ type }) => type)
    },
    async adminRoleOf(customerId) {
      const { body } = succeeded(
        await http.get<{ customer_role: AdminRoleView }>(`/admin/customers/${customerId}/role`, { token: shop.admin.token })
      )
      return body.customer_role
    },
  }

  return shop
}

const present = <T>(value: T | undefined, hint: string): T => {
  if (value === undefined) {
    throw new Error(`Not there: ${hint}.`)
  }
  return value
}

const succeeded = <T>(answer: Answer<T>): Answer<T> => {
  if (answer.status >= 300) {
    throw new Error(`Expected success, got ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  return answer
}
