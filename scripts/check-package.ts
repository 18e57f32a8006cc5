import assert from "node:assert/strict"
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { startClerkStandIn } from "clerk-stand-in"
import { startPostgres } from "local-postgres"
import { type Checks, createChecks, GivenUp } from "./package-check/checks"
import { loadEntry, RESOLUTION_NAMES, typeCheckConsumer } from "./package-check/consumer"
import { installFreshApp } from "./package-check/fresh-app"
import { type Answer, type Call, callShop, customerRoleCommand, medusa, shopEnvironment, startShop } from "./package-check/shop"
import { filesOf, filesWithMachinePaths, missingFiles, packPlugin, unwantedFiles } from "./package-check/tarball"
import { packageEntries, readPackage } from "./package-entries"
import { withoutTelemetry } from "./without-telemetry"

/*
 * Packs the built plugin, installs it into a fresh Medusa app outside the workspace as README says, and checks that it
 * migrates, builds, starts, answers, and can be imported. npm run check:package builds it first.
 */

/** The origin in README's configuration. */
const STOREFRONT = "https://shop.example"
const ADMIN = { email: "admin@shop.example", password: "a password of the check" }

type Cleanup = (() => Promise<unknown>)[]

const scratchFolder = async (cleanup: Cleanup, name: string): Promise<string> => {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), `customer-role-${name}-`)))
  cleanup.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const checkAll = async (checks: Checks, cleanup: Cleanup): Promise<void> => {
  const folder = await scratchFolder(cleanup, "package")
  const app = path.join(folder, "shop")
  await mkdir(app)
  Object.assign(process.env, withoutTelemetry(path.join(folder, "settings")))
  const tarball = await checks.need("the plugin can be packed", () => packPlugin(folder))
  await checks.need("npm installs it into a fresh Medusa app", () => installFreshApp(app, tarball))

  const installed = path.join(app, "node_modules", readPackage().name)
  const files = filesOf(installed)
  await checks.check("the package contains no sources, tests, source maps or leftovers", () => assert.deepEqual(unwantedFiles(files), []))
  await checks.check("the package contains its documents, entries, types and migrations", () => assert.deepEqual(missingFiles(files), []))
  await checks.check("the package does not reveal where it was built", () => assert.deepEqual(filesWithMachinePaths(installed, files), []))

  // Most checks use one processor, so two run side by side. Both end before the folder is removed.
  const results = await Promise.allSettled([checkImports(checks, app), checkShop(checks, cleanup, app)])
  for (const result of results) {
    if (result.status === "rejected") {
      throw result.reason
    }
  }
}

const checkImports = async (checks: Checks, app: string): Promise<void> => {
  for (const { entry } of packageEntries()) {
    await checks.check(`${entry} can be required and imported`, () => loadEntry(app, entry))
  }
  for (const resolution of RESOLUTION_NAMES) {
    await checks.check(`merchants' code gets types with ${resolution} resolution`, () => typeCheckConsumer(app, resolution))
  }
}

const checkShop = async (checks: Checks, cleanup: Cleanup, app: string): Promise<void> => {
  const postgres = await startPostgres({ dir: await scratchFolder(cleanup, "database"), persistent: false, durable: false })
  cleanup.push(() => postgres.stop())
  await postgres.createDatabase("shop")
  const clerk = await startClerkStandIn({
    authorizedParties: [STOREFRONT],
    users: [{ id: "user_ada", email: "ada@cedar.example", unsafe_metadata: { accountType: "business", company: "Cedar GmbH" } }],
  })
  cleanup.push(() => clerk.close())

  const env = shopEnvironment(postgres.url("shop"), clerk)
  await checks.need("medusa db:migrate creates the tables and links", () => medusa(app, env, "db:migrate"))
  await checks.need("an admin can be created", () => medusa(app, env, "user", "-e", ADMIN.email, "-p", ADMIN.password))
  await checks.need("medusa build builds the shop and its dashboard", () => medusa(app, env, "build"))
  await checkCommand(checks, app, env)
  await checks.check("a wrong option stops the start, and the error names it", () =>
    assert.rejects(
      startShop(app, { ...env, CLERK_SECRET_KEY: "" }).then(({ server }) => server.stop()),
      /clerk\.secretKey/
    )
  )
  const { url, server } = await checks.need("medusa start answers GET /health", () => startShop(app, env))
  cleanup.push(() => server.stop())

  const call = (request: Call) => callShop(url, request)
  const expecting = (name: string, request: Call, expected: { status: number; [field: string]: unknown }): Promise<void> =>
    checks.check(`${request.method} ${request.path} ${name}`, async () => assertAnswer(await call(request), expected))

  await expecting("answers 401 to callers who are not signed in", { method: "GET", path: "/admin/customers/business" }, { status: 401 })
  await expecting(
    "refuses an unsigned body",
    { method: "POST", path: "/hooks/clerk", body: {} },
    { status: 401, code: "invalid_signature" }
  )
  await expecting("requires a publishable key", { method: "POST", path: "/store/customers/sync-role" }, { status: 400 })
  await expecting("serves the dashboard", { method: "GET", path: "/app" }, { status: 200 })

  const { admin, store } = await checks.need("the admin signs in and creates a publishable key", () => signIn(call))
  const ada = () => ({ ...store, authorization: `Bearer ${clerk.mintToken("user_ada")}` })
  const forged = { ...store, authorization: `Bearer ${clerk.mintForgedToken("user_ada")}` }

  await expecting(
    "refuses callers who are not signed in",
    { method: "POST", path: "/store/customers/sync-role", headers: store },
    { status: 401, code: "unauthenticated" }
  )
  await expecting(
    "refuses a forged token",
    { method: "POST", path: "/store/customers/sync-role", headers: forged },
    { status: 401, code: "invalid_token" }
  )
  await expecting(
    "syncs a Clerk user",
    { method: "POST", path: "/store/customers/sync-role", headers: ada() },
    { status: 200, "customer_role.verification_status": "pending", "customer_role.company_name": "Cedar GmbH", created: true }
  )
  await expecting(
    "returns the customer",
    { method: "GET", path: "/store/customers/me", headers: ada() },
    { status: 200, "customer.email": "ada@cedar.example" }
  )
  await expecting(
    "exchanges a Clerk token",
    { method: "POST", path: "/auth/customer/clerk", body: { token: clerk.mintToken("user_ada") } },
    { status: 200 }
  )
  await expecting(
    "refuses a business that is not verified",
    { method: "POST", path: "/store/orders/create-bulk", body: { items: [] }, headers: ada() },
    { status: 403, code: "verification_pending" }
  )
  const { body } = await call({ method: "GET", path: "/store/customers/sync-role/me", headers: ada() })
  const verify = { customer_id: field(body, "customer_role.customer_id"), is_verified: true }
  await expecting(
    "verifies the business",
    { method: "POST", path: "/admin/customers/verify", body: verify, headers: admin },
    { status: 200, "customer_role.verification_status": "verified" }
  )
  await expecting(
    "lists the verified business",
    { method: "GET", path: "/admin/customers/business?verified=true", headers: admin },
    { status: 200, count: 1 }
  )
  await expecting(
    "lets the verified business pass the guard",
    { method: "POST", path: "/store/orders/create-bulk", body: { items: [] }, headers: ada() },
    { status: 400, code: "invalid_request" }
  )
  await checks.check("the shop is still running and stops on request", async () => {
    assert.equal(server.hasEnded(), false, server.output())
    await server.stop()
  })
}

/** Runs the command in the project, and in the built project as deployed. */
const checkCommand = async (checks: Checks, app: string, env: NodeJS.ProcessEnv): Promise<void> => {
  await checks.check("npx medusa-customer-role --help prints its usage", async () =>
    assert.match(await customerRoleCommand(app, env, "--help"), /^Usage: npx medusa-customer-role/m)
  )
  await checks.check("npx medusa-customer-role reconcile --dry-run compares Clerk's users", async () =>
    assert.match(await customerRoleCommand(app, env, "reconcile", "--dry-run"), /missing +1 +no customer for the Clerk user/)
  )
  const built = path.join(app, ".medusa/server")
  await checks.check("npx medusa-customer-role import --dry-run reports in the built project that there is nothing to import", () =>
    assert.rejects(
      customerRoleCommand(built, { ...env, NODE_ENV: "production" }, "import", "--dry-run"),
      /Table customer_meta_legacy not found/
    )
  )
}

const signIn = async (call: (request: Call) => Promise<Answer>) => {
  const { body: session } = await call({ method: "POST", path: "/auth/user/emailpass", body: ADMIN })
  const admin = { authorization: `Bearer ${String(session.token)}` }
  const create = async (route: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await call({ method: "POST", path: route, body, headers: admin })
    assertAnswer(answer, { status: 200 })
    return answer.body
  }
  const channel = await create("/admin/sales-channels", { name: "Web shop" })
  const key = await create("/admin/api-keys", { title: "Web shop", type: "publishable" })
  await create(`/admin/api-keys/${String(field(key, "api_key.id"))}/sales-channels`, { add: [field(channel, "sales_channel.id")] })
  return { admin, store: { "x-publishable-api-key": String(field(key, "api_key.token")) } }
}

const assertAnswer = ({ status, body }: Answer, expected: Record<string, unknown>): void => {
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, name === "status" ? status : field(body, name)]))
  assert.deepEqual(found, expected, `expected ${JSON.stringify(expected)}, got ${status} ${JSON.stringify(body).slice(0, 500)}`)
}

const field = (body: unknown, name: string): unknown =>
  name.split(".").reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), body)

const main = async (): Promise<void> => {
  const checks = createChecks(console.log)
  const cleanup: Cleanup = []
  const tidyUp = async () => {
    for (let step = cleanup.pop(); step; step = cleanup.pop()) {
      await step().catch(() => undefined)
    }
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void tidyUp().then(() => process.exit(1)))
  }
  try {
    await checkAll(checks, cleanup)
  } catch (error) {
    if (!(error instanceof GivenUp)) {
      await checks.check("the check itself", () => Promise.reject(error))
    }
  } finally {
    await tidyUp()
  }
  console.log(`${checks.passed()} passed, ${checks.failed()} failed`)
  process.exitCode = checks.failed() > 0 ? 1 : 0
}

void main()
