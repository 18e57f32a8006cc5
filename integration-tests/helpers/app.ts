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
  /** Saves the current database under a name for {@link App.bringBack}. */
  keep: (name: string) => Promise<void>
  /** Restores the database to what {@link App.keep} saved. {@link App.allowReshaping} says when its shape may change. */
  bringBack: (name: string) => Promise<void>
  /** Lets tables, functions and triggers change until the next {@link App.bringBack}, which then takes a second longer. */
  allowReshaping: () => Promise<void>
  /** Gives the database the C locale. Also lets its shape change. */
  useCLocale: () => Promise<void>
  /** Saves the current database for {@link App.rewind}. */
  remember: () => Promise<void>
  /** Restores the database to what {@link App.remember} saved. */
  rewind: () => Promise<void>
  stop: () => Promise<void>
}

/** The state that the tests of a suite start from. */
const REMEMBERED = "remembered"

/** A copy of the whole database, made before a suite that changes its shape. */
const BEFORE = "before"

/**
 * Starts Medusa as `medusa start` does, on its own migrated database. Medusa keeps its modules in globals, so a process
 * (a Jest registry) can have only one app.
 */
export const startMedusa = async (): Promise<App> => {
  const databaseName = `shop_${randomUUID()}`
  const copies = new Set<string>()
  let base: string | undefined
  let mayReshape = false
  const templateOf = (name: string) => `${databaseName}_${name}`
  await createMigratedDatabase(databaseName)
  await configLoaderOverride(CONFIG_FOLDER, { clientUrl: databaseUrl(databaseName) })
  // Connects first, because the app reuses this connection. Without one, it would connect to the environment's database.
  await initDb()
  const { container, port, shutdown } = await startApp({ cwd: CONFIG_FOLDER })
  const rewind = createRewind(databaseName)

  const copy = async (name: string) => {
    await createPostgresDatabaseTemplate({ databaseName, templateName: templateOf(name) })
    copies.add(name)
  }
  const restore = (name: string) => restorePostgresDatabaseFromTemplate({ databaseName, templateName: templateOf(name) })
  const expectItsShape = async () => {
    if (await rewind.isReshaped()) {
      throw new Error("A suite or a test has changed the shape of the database. Say `reshapes: true` to its describeShop.")
    }
  }
  return {
    container,
    baseUrl: `http://localhost:${port}`,
    async keep(name) {
      await rewind.remember(name)
      base = name
    },
    async bringBack(name) {
      if (mayReshape) {
        await restore(BEFORE)
        mayReshape = false
      }
      await expectItsShape()
      await rewind.putBack(name)
      base = name
    },
    async allowReshaping() {
      await copy(BEFORE)
      mayReshape = true
    },
    useCLocale: () => useCLocale(databaseName),
    async remember() {
      if (!mayReshape) {
        await expectItsShape()
      }
      await rewind.remember(REMEMBERED, base)
      if (mayReshape) {
        await copy(REMEMBERED)
      }
    },
    async rewind() {
      if (mayReshape && (await rewind.isReshaped())) {
        await restore(REMEMBERED)
        return
      }
      await expectItsShape()
      await rewind.putBack(REMEMBERED)
    },
    async stop() {
      await shutdown()
      await clearInstances()
      await rewind.close()
      for (const name of [databaseName, ...[...copies].map(templateOf)]) {
        await dropPostgresDatabaseTemplate(name)
      }
      await closeWaitingroomClient()
    },
  }
}
