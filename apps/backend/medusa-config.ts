import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"
import { redisModules } from "./config/redis"

/*
 * A shop writes "medusa-plugin-customer-role", "medusa-plugin-customer-role/providers/clerk" and
 * "medusa-plugin-customer-role/providers/on-account" in the three places below, and needs no `admin`. Here the plugin
 * is the root of the workspace, which npm does not link.
 */
const plugin = path.resolve(__dirname, "../..")
const clerkProvider = path.join(plugin, ".medusa/server/src/providers/clerk")
const onAccountProvider = path.join(plugin, ".medusa/server/src/providers/on-account")
const adminExtensions = path.join(plugin, ".medusa/server/src/admin/index.mjs")

const LOOPBACK_ORIGINS = "/^http:\\/\\/(localhost|127\\.0\\.0\\.1)(:\\d+)?$/"
const { env } = process

const clerk = {
  secretKey: env.CLERK_SECRET_KEY,
  authorizedParties: list(env.CLERK_AUTHORIZED_PARTIES),
  ...given("jwtKey", env.CLERK_JWT_KEY?.replaceAll("\\n", "\n")),
  ...given("issuer", env.CLERK_ISSUER),
  ...given("webhookSigningSecret", env.CLERK_WEBHOOK_SIGNING_SECRET),
  ...given("apiUrl", env.CLERK_API_URL),
}

module.exports = defineConfig({
  // Products, categories and ways of delivery have names in German as well.
  featureFlags: { translation: true },
  projectConfig: {
    databaseUrl: required("DATABASE_URL"),
    ...given("redisUrl", env.REDIS_URL),
    http: {
      storeCors: env.STORE_CORS ?? LOOPBACK_ORIGINS,
      adminCors: env.ADMIN_CORS ?? LOOPBACK_ORIGINS,
      authCors: env.AUTH_CORS ?? LOOPBACK_ORIGINS,
      jwtSecret: required("JWT_SECRET"),
      cookieSecret: required("COOKIE_SECRET"),
      authMethodsPerActor: { user: ["emailpass"], customer: ["emailpass", "clerk"] },
    },
  },
  admin: {
    disable: env.ADMIN_DASHBOARD !== "true",
    // Medusa imports a plugin's admin pages by package name, which is not linked here.
    vite: () => ({ resolve: { alias: { "medusa-plugin-customer-role/admin": adminExtensions } } }),
  },
  plugins: [
    {
      resolve: plugin,
      options: { clerk, access: { bulkOrders: "verified" }, notifications: { shop: list(env.ADMIN_EMAIL) } },
    },
  ],
  modules: [
    { resolve: "@medusajs/medusa/translation" },
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" },
          { resolve: clerkProvider, id: "clerk", options: clerk },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/payment",
      options: { providers: [{ resolve: onAccountProvider, id: "b2b" }] },
    },
    {
      // Keeps files that customers send out of the folder that Medusa serves to everybody.
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/file-local",
            id: "local",
            options: { private_upload_dir: path.join(env.DEMO_FOLDER || path.join(plugin, ".demo"), "private-files") },
          },
        ],
      },
    },
    {
      // Logs e-mails instead of sending them. A shop uses its own e-mail provider and keeps this one for the feed only.
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [{ resolve: "@medusajs/medusa/notification-local", id: "local", options: { channels: ["email", "feed"] } }],
      },
    },
    ...redisModules(env.REDIS_URL),
  ],
})

function required(name: string): string {
  const value = env[name]
  if (!value) {
    throw new Error(`${name} is not set. Start with npm run backend, which sets what you leave out.`)
  }
  return value
}

function list(value = ""): string[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)
}

function given<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value ? ({ [name]: value } as { [key in Name]: string }) : {}
}
