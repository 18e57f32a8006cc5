import { defineConfig } from "@medusajs/framework/utils"
import { builtPluginFolder } from "./helpers/built-plugin"
import { outboxProvider } from "./helpers/outbox"
import { privateFilesFolder } from "./helpers/private-files"
import { clerkOptions, pluginOptions } from "./helpers/plugin-options"
import { tillProvider } from "./helpers/till"

const cachingModule = { resolve: "@medusajs/medusa/caching", options: { in_memory: { enable: true } } }

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:8000,http://localhost:9000",
      jwtSecret: "a secret of the tests",
      cookieSecret: "another secret of the tests",
    },
  },
  plugins: [{ resolve: builtPluginFolder(), options: pluginOptions }],
  modules: [
    ...(process.env.MEDUSA_FF_CACHING ? [cachingModule] : []),
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" },
          { resolve: `${builtPluginFolder()}/.medusa/server/src/providers/clerk`, id: "clerk", options: clerkOptions },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [{ resolve: "@medusajs/medusa/file-local", id: "local", options: { private_upload_dir: privateFilesFolder } }],
      },
    },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          { resolve: tillProvider, id: "till" },
          { resolve: `${builtPluginFolder()}/.medusa/server/src/providers/on-account`, id: "b2b" },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/notification-local", id: "local", options: { channels: ["feed"] } },
          { resolve: outboxProvider, id: "outbox", options: { channels: ["email"] } },
        ],
      },
    },
  ],
})
