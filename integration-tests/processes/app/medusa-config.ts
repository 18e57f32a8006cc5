import { defineConfig } from "@medusajs/framework/utils"
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

// Only the tests' own deliveries and commands update the shop.
const options = {
  clerk,
  reconciliation: { everyHours: false },
  bulkOrders: { path: env.BULK_ORDERS_PATH ?? "direct", waitAtMostSeconds: Number(env.WAIT_AT_MOST_SECONDS ?? 30) },
}

if (env.STOP_FILE) {
  stopOrdersAtStep(env.PLUGIN_FOLDER ?? "", env.STOP_FILE)
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
