import { type ClerkStandIn, generateKeys, startClerkStandIn } from "clerk-stand-in"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createApiKeysWorkflow, createSalesChannelsWorkflow, linkSalesChannelsToApiKeyWorkflow } from "@medusajs/medusa/core-flows"
import { createAdmin } from "./accounts"
import { type App, startMedusa } from "./app"
import { fromBuiltPlugin } from "./built-plugin"
import { type Catalogue, seedCatalogue } from "./catalogue"
import { type EventRecorder, recordEvents } from "./events"
import { createHttpClient } from "./http"
import { restoreIntercepted } from "./intercept"
import { outbox } from "./outbox"
import { canChangeWhileRunning, pluginOptions, type PluginOptionsChanges, setPluginOptions } from "./plugin-options"
import { till } from "./till"
import { stopTimetable } from "./timetable"

/** What every suite of an app finds in its database. */
type Premises = {
  publishableKey: string
  salesChannelId: string
  admin: { token: string; id: string }
}

/** A running shop, before a suite adds anything. */
export type RunningShop = Premises & {
  app: App
  clerk: ClerkStandIn
  events: EventRecorder
  catalogue: Catalogue | undefined
}

/** What a suite requires of its shop. */
export type ShopWishes = { plugin?: PluginOptionsChanges; catalogue?: boolean; cLocale?: boolean; reshapes?: boolean }

const PLAIN = "plain"
const WITH_CATALOGUE = "catalogue"

type ShopHouse = {
  /** Resets the shop for one suite: database, Clerk, mails and options. */
  open: (wishes: ShopWishes) => Promise<RunningShop>
  close: () => Promise<void>
}

/** Keeps one app for all suites in this process (Jest registry), because Medusa cannot start there twice. */
const createShopHost = (): ShopHouse => {
  const identity = { keys: generateKeys() }
  let clerk: ClerkStandIn | undefined
  let starting: ReturnType<typeof start> | undefined
  let catalogue: Catalogue | undefined

  /** Starts a Clerk without users, with the address, keys and secrets of the previous one. */
  const restartClerk = async (): Promise<ClerkStandIn> => {
    await clerk?.close()
    clerk = await startClerkStandIn({
      authorizedParties: ["http://localhost:8000"],
      tokenTtlSeconds: 3600,
      ...identity,
      ...(clerk && {
        port: Number(new URL(clerk.apiUrl).port),
        secretKey: clerk.secretKey,
        webhookSigningSecret: clerk.webhookSigningSecret,
      }),
    })
    return clerk
  }

  const start = async (plugin: PluginOptionsChanges, standIn: ClerkStandIn) => {
    setPluginOptions(standIn, plugin)
    const app = await startMedusa()
    await stopTimetable()
    const events = recordEvents(app.container)
    const premises = await furnish(app)
    await app.keep(PLAIN)
    return { app, events, premises, startedWith: plugin }
  }

  return {
    async open({ plugin = {}, catalogue: wanted = false, cLocale = false, reshapes = cLocale }) {
      restoreIntercepted()
      outbox.reset()
      till.reset()
      const standIn = await restartClerk()
      const isFirst = !starting
      const { app, events, premises, startedWith } = await (starting ??= start(plugin, standIn))
      if (!isFirst) {
        changeOptions(app.container, standIn, { from: startedWith, to: plugin })
        await app.bringBack(wanted && catalogue ? WITH_CATALOGUE : PLAIN)
      }
      if (wanted && !catalogue) {
        catalogue = await seedCatalogue(app.container, premises.salesChannelId)
        await events.settle()
        await app.keep(WITH_CATALOGUE)
      }
      if (reshapes) {
        await app.allowReshaping()
      }
      if (cLocale) {
        await app.useCLocale()
      }
      events.reset()
      return { ...premises, app, events, clerk: standIn, catalogue: wanted ? catalogue : undefined }
    },
    async close() {
      await (await starting)?.app.stop()
      await clerk?.close()
    },
  }
}

/** The shop of this process. */
export const shopHouse = createShopHost()

const furnish = async ({ container, baseUrl }: App): Promise<Premises> => {
  const [channel] = (await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Web shop" }] } })).result
  const [key] = (
    await createApiKeysWorkflow(container).run({ input: { api_keys: [{ title: "Web shop", type: "publishable", created_by: "" }] } })
  ).result
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channel.id] } })
  const http = createHttpClient(
    () => baseUrl,
    () => key.token
  )
  return { publishableKey: key.token, salesChannelId: channel.id, admin: await createAdmin(http, container) }
}

/** The plugin reads these options at each request, so they can be changed without a restart. */
const changeOptions = (
  container: MedusaContainer,
  clerk: ClerkStandIn,
  { from, to }: { from: PluginOptionsChanges; to: PluginOptionsChanges }
): void => {
  if (!canChangeWhileRunning(from, to)) {
    throw new Error(
      "These plugin options count from the start of the app, and another suite has started it. " +
        "Write `/** @own-app */` at the top of the spec file, so that it gets an app of its own."
    )
  }
  setPluginOptions(clerk, to)
  const { parsePluginOptions } = fromBuiltPlugin<typeof import("../../src/options")>("options")
  const options = parsePluginOptions(pluginOptions)
  Object.assign(container.resolve("customer_role").options, options)
  Object.assign(container.resolve("bulk_order").options, options)
  // The payment provider keeps its options from the app's start.
  fromBuiltPlugin<typeof import("../../src/modules/customer-role/bulk-orders-level")>(
    "modules/customer-role/bulk-orders-level"
  ).rememberBulkOrdersLevel(options.access.bulkOrders)
}
