import { defineConfig } from "@medusajs/framework/utils"
import { hurryFallback } from "./hurry-fallback"
import { keepConnections } from "./keep-connections"
import { stopOrdersAtStep } from "./stop-orders"

const { env } = process

const clerk = {
  secretKey: env.CLERK_SECRET_KEY,
  apiUrl: env.CLERK_API_URL,
  jwtKey: env.CLERK_JWT_KEY,
  issuer: env.CLERK_ISSUER,
  authorizedParties: (env.CLERK_AUTHORIZED_PARTIES ?? "").split(","),
  webhookSigningSecret: env.CLERK_WEBHOOK_SIGNING_SECRET,
}

/** Counts refused credentials by an address that tests choose. */
const limits = {
  redisUrl: env.REDIS_LIMITS,
  refusedCredentials: Number(env.REFUSED_CREDENTIALS),
  address: ({ headers }: { headers: Record<string, unknown> }) => String(headers["x-test-address"]),
}

// Only the tests' own deliveries and commands update the shop.
const options = {
  clerk,
  reconciliation: { everyHours: false },
  bulkOrders: { path: env.BULK_ORDERS_PATH ?? "direct", waitAtMostSeconds: Number(env.WAIT_AT_MOST_SECONDS ?? 30) },
  ...(env.REDIS_LIMITS ? { limits } : {}),
}

keepConnections()

if (env.STOP_FILE) {
  stopOrdersAtStep(env.PLUGIN_FOLDER ?? "", env.STOP_FILE)
}

if (env.QUARTER_HOUR_FILE) {
  hurryFallback(env.PLUGIN_FOLDER ?? "", env.QUARTER_HOUR_FILE)
}

/** Shared by several processes. */
const sharedLocks = {
  resolve: "@medusajs/medusa/locking",
  options: { providers: [{ resolve: "@medusajs/medusa/locking-postgres", id: "locking-postgres", is_default: true }] },
}

const redisLocks = {
  resolve: "@medusajs/medusa/locking",
  options: {
    providers: [
      { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl: env.REDIS_LOCKS } },
    ],
  },
}

const redisWorkflows = {
  resolve: "@medusajs/medusa/workflow-engine-redis",
  options: { redis: { redisUrl: env.REDIS_WORKFLOWS } },
}

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    // Shared locks use a connection each.
    databaseDriverOptions: { pool: { max: 30 } },
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:8000",
      jwtSecret: env.JWT_SECRET,
      cookieSecret: env.COOKIE_SECRET,
    },
  },
  plugins: [{ resolve: env.PLUGIN_FOLDER ?? "", options }],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: { providers: [{ resolve: `${env.PLUGIN_FOLDER}/.medusa/server/src/providers/on-account`, id: "b2b" }] },
    },
    ...(env.SHARED_LOCKS ? [sharedLocks] : []),
    ...(env.REDIS_LOCKS ? [redisLocks] : []),
    ...(env.REDIS_WORKFLOWS ? [redisWorkflows] : []),
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" },
          { resolve: `${env.PLUGIN_FOLDER}/.medusa/server/src/providers/clerk`, id: "clerk", options: clerk },
        ],
      },
    },
  ],
})
