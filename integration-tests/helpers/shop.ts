import { randomUUID } from "node:crypto"
import type { ClerkStandIn, ClerkUserInput, ClerkUserJson, MintTokenOptions } from "clerk-stand-in"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { waitWorkflowExecutions } from "@medusajs/test-utils/dist/medusa-test-runner-utils/wait-workflow-executions"
import { openSession, type PasswordCustomer, registerCustomer, signIn } from "./accounts"
import type { Catalogue } from "./catalogue"
import { eventually } from "./eventually"
import { notificationsSettled } from "./everything-told"
import type { EventRecorder } from "./events"
import { type Answer, createHttpClient, type HttpClient } from "./http"
import type { PluginOptionsChanges } from "./plugin-options"
import { type RunningShop, shopHouse } from "./running-shop"
import { closeUnlessShared } from "./shared-app"
import type { AdminRoleView, SyncView } from "./views"

export const WEBHOOK_PATH = "/hooks/clerk"

/**
 * What a suite requires of its shop. Suites share an app, and each starts with a fresh shop. If options are read when the
 * app starts, the spec file needs `/** @own-app *\/` at its top.
 */
export type ShopOptions = {
  /** Plugin options that differ from the default. */
  plugin?: PluginOptionsChanges
  /** Seeds {@link Catalogue}, which takes a second. @default false */
  catalogue?: boolean
  /** Gives the database a C locale, which folds ASCII letters only. Otherwise it folds the letters of all alphabets. @default false */
  cLocale?: boolean
  /** Tests may create or change tables, functions or triggers. The suite then takes two seconds longer. @default false */
  reshapes?: boolean
  /**
   * Prepares this many verified businesses before the tests. Each test gets them from `syncedBusiness("verified")` first,
   * which saves 0.2 seconds of HTTP for each. One that a test has changed at Clerk is not handed out again. @default 0
   */
  verifiedBusinesses?: number
  /** Prepares this many pending businesses in the same way. @default 0 */
  pendingBusinesses?: number
  /** Adds what every test of the file finds in the database. */
  seed?: (shop: Shop) => Promise<void>
}

/** The Clerk user of a test. */
export type ClerkCustomerInput = Omit<ClerkUserInput, "unsafe_metadata"> & {
  /** In `unsafeMetadata`, as the sign-up form writes it. */
  account_type?: string
  company?: string
  tax_id?: string
  /** All of `unsafeMetadata`; replaces the three fields above. */
  unsafe_metadata?: Record<string, unknown>
}

/** A Clerk user after the role sync. */
export type SyncedCustomer = SyncView & { user: ClerkUserJson; token: string; id: string }

/** What a suite can prepare businesses as. */
type Ready = "verified" | "pending"

/** A running shop with the plugin and its Clerk, and actions on both. */
export type Shop = HttpClient & {
  readonly clerk: ClerkStandIn
  readonly container: MedusaContainer
  readonly baseUrl: string
  readonly publishableKey: string
  readonly salesChannelId: string
  readonly admin: { token: string; id: string }
  readonly events: EventRecorder
  readonly catalogue: Catalogue
  /** Returns the rows of a query with `?` for bindings. */
  rows: <T = Record<string, unknown>>(sql: string, bindings?: (string | number | string[] | null)[]) => Promise<T[]>
  /** Creates a user at Clerk, by default with a verified, unused email address. Sends no webhook. */
  clerkUser: (input?: ClerkCustomerInput) => ClerkUserJson
  /** Returns a session token of a Clerk user. */
  tokenOf: (user: { id: string }, options?: MintTokenOptions) => string
  /** Creates a user at Clerk and syncs them. Throws if that fails. */
  synced: (input?: ClerkCustomerInput) => Promise<SyncedCustomer>
  /** Creates a business on which the admin has decided, or returns one that the suite has prepared. */
  syncedBusiness: (decision?: "pending" | "verified" | "rejected" | "revoked", input?: ClerkCustomerInput) => Promise<SyncedCustomer>
  /** Sends an admin's decision. Throws unless it succeeds. */
  decide: (customerId: string, is_verified: boolean, more?: Record<string, unknown>) => Promise<AdminRoleView>
  /** `decide(customerId, true)` */
  verifyBusiness: (customerId: string) => Promise<AdminRoleView>
  /** Resolves once Clerk's `publicMetadata` has the outcome, which creates a new version of the user. Returns that version. */
  writtenBack: (user: { id: string }, outcome?: Record<string, unknown>) => Promise<ClerkUserJson>
  /** Sends a signed webhook and returns the answer. Throws unless it is acknowledged. */
  webhook: (type: string, data: unknown, options?: { id?: string }) => Promise<Answer<unknown>>
  /** Exchanges a Clerk token for a Medusa token. */
  exchange: (clerkToken: string) => Promise<string>
  registerCustomer: (input?: { email?: string; password?: string }) => Promise<PasswordCustomer>
  signIn: (credentials: { email: string; password: string }) => Promise<string>
  openSession: (token: string) => Promise<string>
  groupNamesOf: (customerId: string) => Promise<string[]>
  /** Returns the live record of a customer from the database. */
  metaOf: (customerId: string) => Promise<Record<string, unknown> | undefined>
  /** Returns the types of the entries in a customer's history, oldest first. */
  historyOf: (customerId: string) => Promise<string[]>
  /** Returns a customer's role as an admin sees it. */
  adminRoleOf: (customerId: string) => Promise<AdminRoleView>
}

/**
 * Describes a running shop: one app, one database and one Clerk for all tests inside. Before each test the database
 * returns to what the `seed` option (and `beforeAll` directly inside) left; Clerk keeps its users until the next suite.
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
    let prepared: Record<Ready, SyncedCustomer[]> = { verified: [], pending: [] }
    let handedOut: Record<Ready, number> = { verified: 0, pending: 0 }
    let atClerk = new Map<string, string>()
    const stateAtClerk = ({ user }: SyncedCustomer): string => JSON.stringify(shop.clerk.users.get(user.id))
    const nextUnchanged = (decision: Ready): SyncedCustomer | undefined => {
      const next = prepared[decision][handedOut[decision]++]
      return next && stateAtClerk(next) !== atClerk.get(next.id) ? nextUnchanged(decision) : next
    }
    const prepare = async (decision: Ready, count = 0): Promise<SyncedCustomer[]> => {
      const businesses: SyncedCustomer[] = []
      while (businesses.length < count) {
        businesses.push(await shop.syncedBusiness(decision))
      }
      return businesses
    }
    const shop = createShop(() => present(running, "the shop opens before the first test"), nextUnchanged)
    beforeAll(async () => {
      running = await shopHouse.open(options)
      prepared = {
        verified: await prepare("verified", options.verifiedBusinesses),
        pending: await prepare("pending", options.pendingBusinesses),
      }
      await notificationsSettled(shop)
      // Otherwise waiting write-backs would be queued again before each test.
      await eventually(async () => expect(await shop.rows("SELECT 1 FROM clerk_write_back")).toEqual([]))
      atClerk = new Map(Object.values(prepared).flatMap((those) => those.map((business) => [business.id, stateAtClerk(business)])))
      shop.events.reset()
      await options.seed?.(shop)
    })
    beforeEach(async () => {
      handedOut = { verified: 0, pending: 0 }
      const { app } = present(running, "the app has not started")
      if (isRemembered) {
        await app.rewind()
      } else {
        // By now each `beforeAll` of the suite has added its shared data.
        await app.remember()
        isRemembered = true
      }
    })
    afterEach(async () => {
      // Work that a test starts must not reach the database of the next test.
      await waitWorkflowExecutions(shop.container)
      await notificationsSettled(shop)
      await shop.clerk.webhooks.idle()
    })
    afterAll(closeUnlessShared)
    tests(shop)
  })
}

const createShop = (running: () => RunningShop, nextReady: (decision: Ready) => SyncedCustomer | undefined): Shop => {
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
      const ready = (decision === "verified" || decision === "pending") && !input ? nextReady(decision) : undefined
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
