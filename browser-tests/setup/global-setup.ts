import { mkdtemp, chmod, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { publishableKeyOf } from "clerk-stand-in"
import { probePort } from "local-postgres"
import { openGate } from "./gate"
import type { Stack } from "./stack"

declare global {
  var stopStack: (() => Promise<void>) | undefined
}

/** Clerk's own. */
const TOKEN_TTL_SECONDS = 60

/**
 * Starts what `npm run demo` starts, from the same code, once for all files: in a folder of its own, on free ports, and
 * with a gate between storefront and backend. Everything ends with this process, even if it is killed.
 */
export default async function globalSetup(): Promise<void> {
  if (process.env.CEDAR_STACK) {
    // Somebody keeps a stack running while they write tests.
    return
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), "cedar-browser-"))
  // If root runs the tests, PostgreSQL runs as another user, who needs access to its data.
  await chmod(folder, 0o711)
  process.env.DEMO_FOLDER = folder
  process.env.PORT = String(await probePort(0))
  process.env.STOREFRONT_PORT = String(await probePort(0))
  const otherStorefrontUrl = `http://localhost:${await probePort(0)}`
  process.env.CLERK_AUTHORIZED_PARTIES = otherStorefrontUrl
  process.env.NODE_ENV = "demo"

  // These read the environment when they are loaded.
  const { createCleanup } = await import("../../apps/backend/scripts/launcher/cleanup")
  const { createProgress } = await import("../../apps/backend/scripts/launcher/progress")
  const { readSettings } = await import("../../apps/backend/scripts/launcher/settings")
  const { startBackend } = await import("../../apps/backend/scripts/launcher/start")

  const cleanup = createCleanup()
  globalThis.stopStack = async () => {
    await cleanup.run()
    await rm(folder, { recursive: true, force: true })
  }
  const progress = createProgress()
  let gateUrl = ""
  try {
    const { file } = await startBackend(readSettings(process.env, true), progress, cleanup, {
      verbose: false,
      tokenTtlSeconds: TOKEN_TTL_SECONDS,
      async backendForStorefront(url) {
        const gate = await openGate(url)
        cleanup.add(gate.close)
        gateUrl = gate.url
        return gate.url
      },
    })
    const { storefront_url, backend_url, admin, clerk, users } = file
    if (!storefront_url || !clerk || admin.password === undefined) {
      throw new Error("The tests need a storefront, the Clerk stand-in and a seeded database: unset CLERK_SECRET_KEY and DATABASE_URL.")
    }
    const stack: Stack = {
      storefrontUrl: storefront_url,
      otherStorefrontUrl,
      backendUrl: backend_url,
      publishableKey: file.publishable_key,
      gateUrl,
      log: path.join(folder, "backend.log"),
      admin: { email: admin.email, password: admin.password },
      clerk: { apiUrl: clerk.api_url, secretKey: clerk.secret_key, publishableKey: publishableKeyOf(clerk.issuer) },
      demoUsers: users,
    }
    process.env.CEDAR_STACK = JSON.stringify(stack)
  } catch (error) {
    await globalThis.stopStack()
    throw error
  } finally {
    // From here on Jest shows the progress.
    progress.silence()
  }
}
