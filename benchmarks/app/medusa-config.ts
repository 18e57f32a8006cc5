import { defineConfig } from "@medusajs/framework/utils"
import { PLUGIN_FOLDER } from "./src/plugin"

const { env } = process

const clerk = {
  secretKey: env.CLERK_SECRET_KEY,
  apiUrl: env.CLERK_API_URL,
  jwtKey: env.CLERK_JWT_KEY,
  issuer: env.CLERK_ISSUER,
  authorizedParties: (env.CLERK_AUTHORIZED_PARTIES ?? "").split(","),
  webhookSigningSecret: env.CLERK_WEBHOOK_SIGNING_SECRET,
}

const withPlugin = {
  plugins: [
    {
      resolve: PLUGIN_FOLDER ?? "",
      options: { clerk, bulkOrders: { maxLines: 10_000 }, reconciliation: { everyHours: false }, limits: false },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" },
          { resolve: `${PLUGIN_FOLDER}/.medusa/server/src/providers/clerk`, id: "clerk", options: clerk },
        ],
      },
    },
  ],
}

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    workerMode: env.WORKER_MODE === "shared" ? "shared" : "server",
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:8000",
      jwtSecret: env.JWT_SECRET,
      cookieSecret: env.COOKIE_SECRET,
    },
  },
  ...(PLUGIN_FOLDER ? withPlugin : {}),
})
