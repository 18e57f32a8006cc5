import { spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import path from "node:path"
import { endWithParent } from "local-postgres"
import { runningStack } from "../setup/stack"
import { eventually } from "./eventually"

const FOLDER = path.join(__dirname, "../vite-storefront")
const VITE = path.join(path.dirname(createRequire(path.join(FOLDER, "package.json")).resolve("vite/package.json")), "bin/vite.js")

export type ViteStorefront = { close(): Promise<void> }

/** Builds the storefront of plain React and serves it at the stack's other storefront URL, with Vite's own commands. */
export async function startViteStorefront(): Promise<ViteStorefront> {
  await finished(vite("build"))
  const server = vite("preview")
  const ended = once(server, "exit")
  const callOff = server.pid ? endWithParent(server.pid) : () => undefined
  await eventually("Vite serves the storefront", async () => fetch(runningStack().otherStorefrontUrl))
  return {
    async close() {
      server.kill()
      await ended
      callOff()
    },
  }
}

function vite(command: "build" | "preview") {
  const { backendUrl, otherStorefrontUrl, publishableKey, clerk } = runningStack()
  return spawn(process.execPath, [VITE, command], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: new URL(otherStorefrontUrl).port,
      CLERK_API_URL: clerk.apiUrl,
      VITE_CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
      VITE_MEDUSA_BACKEND_URL: backendUrl,
      VITE_MEDUSA_PUBLISHABLE_KEY: publishableKey,
    },
  })
}

async function finished(command: ReturnType<typeof vite>): Promise<void> {
  const [code] = await once(command, "exit")
  if (code !== 0) {
    throw new Error(`The storefront of plain React does not build (${code}). Vite says why above.`)
  }
}
