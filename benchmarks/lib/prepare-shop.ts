import { randomBytes } from "node:crypto"
import { type ClerkStandIn, type ClerkStandInOptions, startClerkStandIn } from "clerk-stand-in"
import { buildPlugin } from "../../integration-tests/setup/build-plugin"
import { runMedusa } from "./medusa"
import type { BenchContext } from "./result"
import { startScratchPostgres } from "./scratch-postgres"

/** The services that a shop depends on. */
export type PreparedShop = {
  clerk: ClerkStandIn
  databaseUrl: string
  /** The environment of the app with the plugin. */
  environment: Record<string, string>
}

/** Builds the plugin and starts a migrated database and a stand-in for Clerk. */
export const prepareShop = async ({ cleanup, say }: BenchContext, options: ClerkStandInOptions = {}): Promise<PreparedShop> => {
  say("Building the plugin, starting PostgreSQL and the stand-in for Clerk")
  const [pluginFolder, postgres] = await Promise.all([process.env.PLUGIN_FOLDER || buildPlugin(), startScratchPostgres(cleanup)])
  await postgres.createDatabase("benchmark")
  const clerk = await startClerkStandIn(options)
  cleanup.add(() => clerk.close())
  const environment = {
    PLUGIN_FOLDER: pluginFolder,
    DATABASE_URL: postgres.url("benchmark"),
    JWT_SECRET: randomBytes(32).toString("hex"),
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    ...clerkEnvironment(clerk),
  }
  say("Migrating the database")
  await runMedusa(cleanup, environment, "db:migrate", "--execute-safe-links", "--execute-safe-search", "--skip-scripts")
  return { clerk, databaseUrl: environment.DATABASE_URL, environment }
}

export const clerkEnvironment = (clerk: ClerkStandIn): Record<string, string> => ({
  CLERK_SECRET_KEY: clerk.secretKey,
  CLERK_API_URL: clerk.apiUrl,
  CLERK_JWT_KEY: clerk.jwtKey,
  CLERK_ISSUER: clerk.issuer,
  CLERK_AUTHORIZED_PARTIES: clerk.authorizedParties.join(","),
  CLERK_WEBHOOK_SIGNING_SECRET: clerk.webhookSigningSecret,
})
