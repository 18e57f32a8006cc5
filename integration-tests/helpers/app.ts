import { randomUUID } from "node:crypto"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  clearInstances,
  closeWaitingroomClient,
  configLoaderOverride,
  createPostgresDatabaseTemplate,
  dropPostgresDatabaseTemplate,
  initDb,
  restorePostgresDatabaseFromTemplate,
  startApp,
} from "@medusajs/test-utils/dist/medusa-test-runner-utils"
import { createMigratedDatabase, databaseUrl, useCLocale } from "../setup/migrated-database"
import { createRewind } from "../setup/rewind"

const CONFIG_FOLDER = path.join(__dirname, "..")

/** A Medusa app that runs in this process, and its database. */
export type App = {
  readonly container: MedusaContainer
  readonly baseUrl: string
  /** Keeps a copy of the database as it is now under a name. */
  keep: (name: string) => Promise<void>
  /** Makes the database what it was when {@link App.keep} was called. */
  bringBack: (name: string) => Promise<void>
  /** Gives the database the C locale, until {@link App.bringBack}. */
  useCLocale: () => Promise<void>
  /** Remembers the database as it is now, for {@link App.rewind}. */
  remember: () => Promise<void>
  /** Makes the database what it was when {@link App.remember} was called. */
  rewind: () => Promise<void>
  stop: () => Promise<void>
}

const REMEMBERED = "remembered"

/**
 * Starts Medusa as `medusa start` does, on a migrated database of its own. Medusa keeps its modules in globals: one
 * process (one registry of Jest) has one app.
 */
export const startMedusa = async (): Promise<App> => {
  const databaseName = `shop_${randomUUID()}`
  const kept = new Set<string>()
  const templateOf = (name: string) => `${databaseName}_${name}`
  await createMigratedDatabase(databaseName)
  await configLoaderOverride(CONFIG_FOLDER, { clientUrl: databaseUrl(databaseName) })
  // The app takes the connection that is there; its own would come from the environment.
  await initDb()
  const { container, port, shutdown } = await startApp({ cwd: CONFIG_FOLDER })
  const rewind = createRewind(databaseName)

  const keep = async (name: string) => {
    await createPostgresDatabaseTemplate({ databaseName, templateName: templateOf(name) })
    kept.add(name)
  }
  const bringBack = (name: string) => restorePostgresDatabaseFromTemplate({ databaseName, templateName: templateOf(name) })
  return {
    container,
    baseUrl: `http://localhost:${port}`,
    keep,
    bringBack,
    useCLocale: () => useCLocale(databaseName),
    async remember() {
      await rewind.remember()
      await keep(REMEMBERED)
    },
    async rewind() {
      if (!(await rewind.putBack())) {
        await bringBack(REMEMBERED)
      }
    },
    async stop() {
      await shutdown()
      await clearInstances()
      await rewind.close()
      for (const name of [databaseName, ...[...kept].map(templateOf)]) {
        await dropPostgresDatabaseTemplate(name)
      }
      await closeWaitingroomClient()
    },
  }
}
