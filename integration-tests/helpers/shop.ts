import { randomUUID } from "node:crypto"
import { type ClerkStandIn, type ClerkUserInput, type ClerkUserJson, type MintTokenOptions, startClerkStandIn } from "clerk-stand-in"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { createMigratedDatabase } from "../setup/migrated-database"
import { createAdmin, openSession, type PasswordCustomer, registerCustomer, signIn } from "./accounts"
import { type Catalogue, seedCatalogue } from "./catalogue"
import { eventually } from "./eventually"
import { everythingTold } from "./everything-told"
import { type EventRecorder, recordEvents } from "./events"
import { type Answer, createHttpClient, type HttpClient } from "./http"
import { type PluginOptionsChanges, setPluginOptions } from "./plugin-options"
import type { AdminRoleView, SyncView } from "./views"

export const WEBHOOK_PATH = "/hooks/clerk"

/** What the app of a spec file is like. One file has one app: a second boot in the same process does not work. */
export type ShopOptions = {
  /** Options of the plugin other than the default. */
  plugin?: PluginOptionsChanges
  /** Seeds {@link Catalogue}, which takes a second. @default false */
  catalogue?: boolean
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
  /** Makes a business and has the admin decide about it. */
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
 * each test to what the `seed` option (and `beforeAll` directly inside) left; Clerk's users stay.
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
    let clerk: ClerkStandIn
    const dbName = `shop_${randomUUID()}`
    beforeAll(async () => {
      await createMigratedDatabase(dbName)
      clerk = await startClerkStandIn({ authorizedParties: ["http://localhost:8000"], tokenTtlSeconds: 3600 })
      setPluginOptions(clerk, options.plugin ?? {})
    })
    afterAll(async () => {
      await clerk.close()
    })

    medusaIntegrationTestRunner({
      // The runner takes what is there, and finds nothing left to migrate.
      dbName,
      medusaConfigFile: `${__dirname}/..`,
      testSuite: ({ api, getContainer, dbConnection }) => {
        const running = () => {
          const container = getContainer()
          if (!container) {
            throw new Error("The app did not start.")
          }
          return { clerk, container, baseUrl: String(api.defaults.baseURL) }
        }
        const shop = createShop(running, async (sql, bindings) => (await dbConnection.raw(sql, bindings ?? [])).rows)
        beforeAll(async () => {
          await shop.prepare(options)
        })
        afterEach(async () => {
          // What a test has set off must not meet the database of the next one.
          await everythingTold(shop)
          await clerk.webhooks.idle()
        })
        tests(shop)
      },
    })
  })
}

const createShop = (
  running: () => { clerk: ClerkStandIn; container: MedusaContainer; baseUrl: string },
  rows: Shop["rows"]
): Shop & { prepare: (options: ShopOptions) => Promise<void> } => {
  let publishableKey = ""
  let salesChannelId = ""
  let admin = { token: "", id: "" }
  let events: EventRecorder | undefined
  let catalogue: Catalogue | undefined
  const http = createHttpClient(() => running().baseUrl, () => publishableKey)

  const shop: Shop = {
    ...http,
    rows,
    get clerk() {
      return running().clerk
    },
    get container() {
      return running().container
    },
    get baseUrl() {
      return running().baseUrl
    },
    get publishableKey() {
      return publishableKey
    },
    get salesChannelId() {
      return salesChannelId
    },
    get admin() {
      return admin
    },
    get events() {
      return present(events, "the events are recorded once the app runs")
    },
    get catalogue() {
      return present(catalogue, "say `catalogue: true` to describeShop")
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
    async syncedBusiness(decision = "pending", input = {}) {
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
          token: admin.token,
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
        await http.get<{ customer_role: AdminRoleView }>(`/admin/customers/${customerId}/role`, { token: admin.token })
      )
      return body.customer_role
    },
  }

  const prepare = async (options: ShopOptions) => {
    const { container } = running()
    const [channel] = (await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Web shop" }] } })).result
    const [key] = (
      await createApiKeysWorkflow(container).run({ input: { api_keys: [{ title: "Web shop", type: "publishable", created_by: "" }] } })
    ).result
    await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channel.id] } })
    publishableKey = key.token
    salesChannelId = channel.id
    events = recordEvents(container)
    admin = await createAdmin(http, container)
    catalogue = options.catalogue ? await seedCatalogue(container, channel.id) : undefined
    await options.seed?.(shop)
  }
  return Object.assign(shop, { prepare })
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
