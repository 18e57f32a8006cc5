import { createHash } from "node:crypto"
import { mkdirSync } from "node:fs"
import { setTimeout as pause } from "node:timers/promises"
import type { ClerkStandIn } from "clerk-stand-in"
import { probePort } from "local-postgres"
import { withoutTelemetry } from "../../../../scripts/without-telemetry"
import { type BackendLog, openBackendLog } from "./backend-log"
import type { Cleanup } from "./cleanup"
import { standInEnvironment, startStandIn } from "./clerk"
import { buildDashboard } from "./dashboard-build"
import { type Database, query, startEmbedded, useExisting } from "./database"
import { clerkPart, type DemoFile, publishDemoFile, withdrawDemoFile } from "./demo-file"
import { ForeseenError, messageOf } from "./foreseen-error"
import { holdFolder } from "./hold-folder"
import type { LaunchContext } from "./launch"
import { startMedusa } from "./medusa"
import { APP, demo } from "./paths"
import { buildPlugin, isBuildStale } from "./plugin-build"
import { prepareDatabase } from "./prepare-database"
import { PreparedDatabase } from "./prepared-database"
import { giveShoppersAPast, peopleAndPast } from "./past"
import type { Detail, Progress } from "./progress"
import { loadSecrets, type Secrets } from "./secrets"
import { portTaken } from "./running-server"
import type { Settings } from "./settings"
import { bringShoppersToStage, demoUsers } from "./shoppers"
import { connectShop, type Shop, signInAdmin } from "./shop"
import { startStorefront, storefrontOrigins, storefrontPort } from "./storefront"
import { buildStorefront } from "./storefront-build"
import { liveThroughWeeks, whatHappened } from "./weeks/live-through"

const PORT_TRIES = 5
const PORT_PAUSE_MS = 200

/** A running backend and everything that it depends on. */
export type Backend = {
  shop: Shop
  /** The address of the storefront, if it was to start. */
  storefront: string | undefined
  /** The admin's sign-in; the password is unknown for a database of the caller's own. */
  admin: { email: string; password: string | undefined }
  file: DemoFile
  seeded: boolean
  clerk: ClerkStandIn | undefined
  /** Fills the shop with what happened in the weeks before. Returns whether it had to: an earlier start may have. */
  liveThroughWeeks: () => Promise<boolean>
  /** Settles with a sentence when a part of the backend has stopped. */
  broken: Promise<string>
}

/** What tests do differently. */
export type StartOptions = {
  verbose: boolean
  /** How long the stand-in's tokens live. */
  tokenTtlSeconds?: number
  /** Returns another address than the backend's own, for the storefront to call. */
  backendForStorefront?: (url: string) => Promise<string>
}

/**
 * Starts whatever the environment does not provide, then the backend, and the storefront if the settings say so. The
 * storefront is built meanwhile.
 *
 * @throws {ForeseenError} or LocalPostgresError, with a message that says what to do
 */
export async function startBackend(settings: Settings, progress: Progress, cleanup: Cleanup, options: StartOptions): Promise<Backend> {
  await requirePort(settings.port)
  mkdirSync(demo.folder, { recursive: true })
  await holdFolder()
  withdrawDemoFile()
  cleanup.add(async () => withdrawDemoFile())
  const secrets = loadSecrets()
  const log = openBackendLog(demo.log, options.verbose)
  const context: LaunchContext = { env: { ...process.env, ...withoutTelemetry(demo.settings) }, log, cleanup }

  const front = settings.storefront && (await storefrontPort(settings.storefront))
  const origins = front === undefined ? [] : storefrontOrigins(front)
  const authorizedParties = [...new Set([...origins, ...settings.authorizedParties])]
  const [running] = await Promise.all([
    startWithoutStorefront({ ...settings, authorizedParties }, secrets, context, progress, options),
    front === undefined ? undefined : buildStorefront(context, progress),
  ])
  if (front === undefined) {
    publishDemoFile(running.file)
    return { ...running, storefront: undefined }
  }

  const backendUrl = (await options.backendForStorefront?.(running.shop.url)) ?? running.shop.url
  const { publishableKey } = running.shop
  const storefront = await progress.stage("Storefront: start", () =>
    startStorefront(context, front, { backendUrl, publishableKey, clerk: running.clerk, authorizedParties })
  )
  const file = { ...running.file, storefront_url: storefront.url }
  publishDemoFile(file)
  const broken = Promise.race([running.broken, storefront.ended.then((result) => `The storefront ended unexpectedly (${result}).`)])
  return { ...running, file, storefront: storefront.url, broken }
}

async function startWithoutStorefront(
  settings: Settings,
  secrets: Secrets,
  build: LaunchContext,
  progress: Progress,
  { tokenTtlSeconds }: StartOptions
): Promise<Omit<Backend, "storefront">> {
  if (isBuildStale()) {
    await progress.stage("Plugin: build", (detail) => buildPlugin(build, detail))
  }
  const { log, cleanup } = build
  const database = await openDatabase(settings, progress, log, cleanup)
  const { authorizedParties } = settings
  const clerk =
    settings.clerk === "stand-in"
      ? await progress.stage("Start the Clerk stand-in", () =>
          startStandIn({ authorizedParties, tokenTtlSeconds }, secrets.shopperPassword, progress, log, cleanup)
        )
      : undefined

  const seeded = database.embedded || settings.seed
  const admin = seeded ? { email: settings.admin.email, password: settings.admin.password ?? secrets.adminPassword } : settings.admin
  const context = { ...build, env: environment(settings, secrets, database, clerk, admin) }
  const prepared = new PreparedDatabase(database.identity)
  await Promise.all([
    prepareDatabase(context, database, prepared, { seed: seeded, progress }),
    // In development, Medusa builds the dashboard itself.
    settings.dashboard && settings.nodeEnv !== "development" ? buildDashboard(context, progress) : undefined,
  ])
  const medusa = await progress.stage("Medusa: start", (detail) => startMedusa(context, APP, settings.port, detail))
  const shop = connectShop(medusa.url, await publishableKey(database))
  clerk?.webhooks.setTarget(`${medusa.url}/hooks/clerk`)
  if (clerk && seeded) {
    await settleOnce(prepared, clerk, secrets, progress, async (detail) => {
      const adminToken = await signInAdmin(shop, admin.email, admin.password ?? "")
      await bringShoppersToStage(shop, clerk, secrets.shopperPassword, adminToken)
      await giveShoppersAPast(shop, clerk, adminToken, database, detail)
    })
  }

  const file: DemoFile = {
    backend_url: medusa.url,
    ...(settings.dashboard && { dashboard_url: `${medusa.url}/app` }),
    publishable_key: shop.publishableKey,
    admin: {
      email: admin.email,
      ...(admin.password !== undefined && settings.admin.password === undefined && { password: admin.password }),
    },
    users: clerk ? demoUsers(secrets.shopperPassword) : [],
    ...(clerk && { clerk: clerkPart(clerk) }),
  }
  const weeks = async () => {
    if (!clerk || !seeded || prepared.get("weeks") === whatHappened()) {
      return false
    }
    const adminToken = await signInAdmin(shop, admin.email, admin.password ?? "")
    await liveThroughWeeks({ shop, clerk, adminToken, database })
    prepared.set("weeks", whatHappened())
    return true
  }
  return { shop, admin, file, seeded, clerk, liveThroughWeeks: weeks, broken: firstToBreak(medusa.ended, database) }
}

async function requirePort(port: number): Promise<void> {
  // Retries, because the backend of a killed run may still be shutting down.
  for (let tries = 0; tries < PORT_TRIES; tries++) {
    const free = await probePort(port).catch((error: unknown) => {
      throw new ForeseenError(`Port ${port} cannot be used (${messageOf(error)}). Choose another one with PORT.`)
    })
    if (free !== undefined) {
      return
    }
    await pause(PORT_PAUSE_MS)
  }
  throw portTaken(port, "PORT")
}

function openDatabase({ databaseUrl }: Settings, progress: Progress, log: BackendLog, cleanup: Cleanup): Promise<Database> {
  return databaseUrl
    ? progress.stage("Database: connect", () => useExisting(databaseUrl))
    : progress.stage("PostgreSQL: start", () => startEmbedded(log, cleanup, progress.say))
}

function environment(
  settings: Settings,
  secrets: Secrets,
  database: Database,
  clerk: ClerkStandIn | undefined,
  admin: Settings["admin"]
): NodeJS.ProcessEnv {
  return {
    JWT_SECRET: secrets.jwt,
    COOKIE_SECRET: secrets.cookie,
    ...process.env,
    NODE_ENV: settings.nodeEnv,
    ADMIN_DASHBOARD: String(settings.dashboard),
    DATABASE_URL: database.url,
    ...withoutTelemetry(demo.settings),
    CLERK_AUTHORIZED_PARTIES: settings.authorizedParties.join(","),
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password ?? "",
    ...(clerk && standInEnvironment(clerk)),
  }
}

async function publishableKey({ url }: Database): Promise<string> {
  const rows = await query<{ token: string }>(
    url,
    `select token from api_key
      where type = 'publishable' and revoked_at is null and deleted_at is null
      order by created_at limit 1`
  )
  if (!rows[0]) {
    throw new ForeseenError("The database has no publishable API key. Create one in the admin, or start with SEED=true.")
  }
  return rows[0].token
}

async function settleOnce(
  prepared: PreparedDatabase,
  clerk: ClerkStandIn,
  { shopperPassword }: Secrets,
  progress: Progress,
  settle: (detail: Detail) => Promise<void>
): Promise<void> {
  const state = createHash("sha256").update(clerk.secretKey).update(shopperPassword).update(peopleAndPast()).digest("hex")
  if (prepared.get("settled") !== state) {
    await progress.stage("Shoppers with roles, orders and quotes", settle)
    prepared.set("settled", state)
  }
}

function firstToBreak(medusa: Promise<string>, database: Database): Promise<string> {
  return Promise.race([
    medusa.then((result) => `Medusa ended unexpectedly (${result}).`),
    ...(database.ended ? [database.ended.then(() => "PostgreSQL ended unexpectedly.")] : []),
  ])
}
