import { randomUUID } from "node:crypto"
import {
  ContainerRegistrationKeys,
  isSharedConnectionSymbol,
  Modules,
  ModulesSdkUtils,
  toMikroOrmEntities,
} from "@medusajs/framework/utils"
import { initModules, MockEventBusService, TestDatabaseUtils } from "@medusajs/test-utils"
import { databaseUrl } from "../setup/migrated-database"
import { createRewind, type Rewind } from "../setup/rewind"

const MIGRATED = "migrated"
const SCHEMA = "public"

/** A module on its own, configured like Medusa's `moduleIntegrationTestRunner`. */
type ModuleSuite<Service extends object> = {
  moduleName: string
  resolve: string
  moduleModels: Parameters<typeof toMikroOrmEntities>[0]
  pathToMigrations: string
  moduleOptions?: Record<string, unknown>
  testSuite: (tested: { service: Service; MikroOrmWrapper: TestDatabaseUtils.TestDatabase }) => void
}

/**
 * Describes a module that runs on its own with a migrated database. Medusa's runner migrates and restarts the module for
 * each test, which takes half a second. This one restores the rows that a test wrote, and restarts only after a test that
 * changed tables.
 *
 * @example
 * describeModule<QuoteModuleService>({
 *   moduleName: QUOTE_MODULE, resolve: MODULE, moduleModels: [Quote], pathToMigrations: `${MODULE}/migrations`,
 *   testSuite: ({ service }) => {
 *     it("has no quotes", async () => expect(await service.listQuotes()).toEqual([]))
 *   },
 * })
 */
export const describeModule = <Service extends object>({ moduleName, testSuite, ...suite }: ModuleSuite<Service>): void =>
  describe(moduleName, () => {
    const database = `module_${randomUUID()}`
    const clientUrl = databaseUrl(database)
    const wrapper = TestDatabaseUtils.getMikroOrmWrapper({
      mikroOrmEntities: toMikroOrmEntities(suite.moduleModels),
      pathToMigrations: suite.pathToMigrations,
      clientUrl,
      schema: SCHEMA,
    })
    const connection = ModulesSdkUtils.createPgConnection({ clientUrl, schema: SCHEMA })
    const rewind: Rewind = createRewind(database)
    let running: { service: Service; stop: () => Promise<void> } | undefined

    const start = async () => {
      await wrapper.setupDatabase()
      const { service, shutdown } = await startModule<Service>({ moduleName, ...suite }, clientUrl, connection)
      running = {
        service,
        async stop() {
          await wrapper.clearDatabase()
          await shutdown()
        },
      }
      await rewind.remember(MIGRATED)
    }
    beforeEach(async () => {
      if (running && !(await rewind.isReshaped())) {
        await rewind.putBack(MIGRATED)
        return
      }
      await running?.stop()
      await start()
    })
    afterAll(async () => {
      await running?.stop()
      await rewind.close()
      await connection.destroy()
    })
    const service = new Proxy<Service>(Object.create(null), {
      get: (_target, member) => running && Reflect.get(running.service, member),
    })
    testSuite({ service, MikroOrmWrapper: wrapper })
  })

type Connection = ReturnType<typeof ModulesSdkUtils.createPgConnection>

const startModule = async <Service>(
  { moduleName, resolve, moduleOptions }: Pick<ModuleSuite<object>, "moduleName" | "resolve" | "moduleOptions">,
  clientUrl: string,
  connection: Connection
) => {
  const databaseConfig = { clientUrl, schema: SCHEMA }
  const modulesConfig = {
    [moduleName]: { resolve, options: { database: databaseConfig, ...moduleOptions, [isSharedConnectionSymbol]: true } },
  }
  const { medusaApp, shutdown } = await initModules({
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [Modules.EVENT_BUS]: new MockEventBusService(),
      [ContainerRegistrationKeys.LOGGER]: console,
      [ContainerRegistrationKeys.CONFIG_MODULE]: { modules: modulesConfig },
    },
    modulesConfig,
    databaseConfig,
    preventConnectionDestroyWarning: true,
  })
  const service: Service = medusaApp.modules[moduleName]
  return { service, shutdown }
}
