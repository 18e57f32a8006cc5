import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { ClerkStandIn } from "clerk-stand-in"
import { LOOPBACK, probePort } from "local-postgres"
import { cleanEnvironment, runToEnd, startProgram, type Running } from "./processes"

const START_LIMIT_MS = 120_000

/** Returns the variables that README's configuration reads. */
export const shopEnvironment = (databaseUrl: string, clerk: ClerkStandIn): NodeJS.ProcessEnv => ({
  ...cleanEnvironment(),
  DATABASE_URL: databaseUrl,
  CLERK_SECRET_KEY: clerk.secretKey,
  // In the form of a .env file.
  CLERK_JWT_KEY: clerk.jwtKey.replaceAll("\n", "\\n"),
  CLERK_WEBHOOK_SIGNING_SECRET: clerk.webhookSigningSecret,
  CLERK_API_URL: clerk.apiUrl,
  STORE_CORS: "http://localhost:8000",
  ADMIN_CORS: "http://localhost:9000",
  AUTH_CORS: "http://localhost:8000,http://localhost:9000",
  JWT_SECRET: randomBytes(24).toString("hex"),
  COOKIE_SECRET: randomBytes(24).toString("hex"),
})

/** Runs one of Medusa's commands in the app, as `npx medusa …` does. */
export const medusa = (app: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> =>
  runToEnd(process.execPath, [medusaBinary(app), ...args], { cwd: app, env })

/** Runs the plugin's command in a project, as merchants type it, and returns its output. */
export const customerRoleCommand = (folder: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> =>
  runToEnd("npx", ["--no-install", "medusa-customer-role", ...args], { cwd: folder, env })

/** A running shop. */
export type Shop = { url: string; server: Running }

/**
 * Starts the result of `medusa build` and waits for `GET /health`.
 *
 * @throws Error with the end of the log if it does not start
 */
export const startShop = async (app: string, env: NodeJS.ProcessEnv): Promise<Shop> => {
  const port = await probePort(0)
  const server = startProgram(process.execPath, [medusaBinary(app), "start", "--host", LOOPBACK, "--port", String(port)], {
    cwd: path.join(app, ".medusa/server"),
    env: { ...env, NODE_ENV: "production" },
  })
  const url = `http://${LOOPBACK}:${port}`
  const begun = Date.now()
  while (!(await isHealthy(url))) {
    if (server.hasEnded() || Date.now() - begun > START_LIMIT_MS) {
      await server.stop()
      throw new Error(`The shop does not start:\n${server.output()}`)
    }
    await pause(200)
  }
  return { url, server }
}

/** A request to the shop. */
export type Call = { method: "GET" | "POST"; path: string; body?: unknown; headers?: Record<string, string> }
export type Answer = { status: number; body: Record<string, unknown> }

/** Sends a request and returns the answer, with its body if that is JSON. */
export const callShop = async (url: string, { method, path: route, body, headers = {} }: Call): Promise<Answer> => {
  const response = await fetch(`${url}${route}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : { text } }
}

const medusaBinary = (app: string): string => {
  const binary = path.join(app, "node_modules/@medusajs/cli/cli.js")
  if (!existsSync(binary)) {
    throw new Error("The fresh app has no @medusajs/cli.")
  }
  return binary
}

const isHealthy = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
