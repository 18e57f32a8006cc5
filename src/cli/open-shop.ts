import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { trackEventHandlers, type TrackedHandlers } from "./event-handlers"
import { messageOf } from "./message-of"

type Loaders = typeof import("@medusajs/medusa/loaders/index")
type FrameworkUtils = typeof import("@medusajs/framework/utils")

/** The shop's application without its HTTP server, jobs and workers. */
export type OpenShop = { container: MedusaContainer; close: () => Promise<void> }

/** Why there is no shop to open here. */
export class NoShopError extends Error {}

const CONFIG_FILES = ["medusa-config.ts", "medusa-config.js", "medusa-config.cjs", "medusa-config.mjs"]

/** The module's key. Importing it from the module would load Medusa's logger before it is told to be quiet. */
const MODULE = "customer_role"

/** What the shop may take to end, and what its event handlers may. */
const CLOSE_LIMIT_MS = 10_000
const HANDLERS_LIMIT_MS = 60_000

/**
 * Starts the application of the Medusa project in a folder as `npx medusa exec` does, with its own copy of Medusa.
 *
 * @throws NoShopError where the folder has no such project, or the project does not have this plugin
 *
 * @example
 * const shop = await openShop(process.cwd())
 * const roles = shop.container.resolve(CUSTOMER_ROLE_MODULE)
 * await shop.close()
 */
export const openShop = async (folder: string): Promise<OpenShop> => {
  const config = CONFIG_FILES.find((file) => existsSync(path.join(folder, file)))
  if (!config) {
    throw new NoShopError(`There is no medusa-config in ${folder}. Run this in the folder of your Medusa project.`)
  }
  const project = requireFrom(folder)
  prepareEnvironment(project, config)
  await runNothingInBackground(project, folder)

  const { default: load }: Loaders = project("@medusajs/medusa/loaders/index")
  const medusa = createRequire(project.resolve("@medusajs/medusa"))
  const { container, shutdown } = await load({ directory: folder, expressApp: medusa("express")(), skipLoadingEntryPoints: true })
  const close = closing(trackEventHandlers(container), shutdown)
  if (!container.hasRegistration(MODULE)) {
    await close()
    throw new NoShopError(`medusa-plugin-customer-role is not among the plugins of ${path.join(folder, config)}.`)
  }
  return { container, close }
}

const requireFrom = (folder: string): NodeJS.Require => {
  const project = createRequire(path.join(folder, "package.json"))
  try {
    project.resolve("@medusajs/medusa")
  } catch {
    throw new NoShopError(`Medusa is not installed in ${folder}. Run npm install there first.`)
  }
  return project
}

/** What Medusa's own command line does before it runs a command. */
const prepareEnvironment = (project: NodeJS.Require, config: string): void => {
  process.env.NODE_ENV ??= "development"
  process.env.LOG_LEVEL ??= "warn"
  process.env.MEDUSA_WORKER_MODE = "server"
  const framework = createRequire(project.resolve("@medusajs/framework/logger"))
  const cli = createRequire(framework.resolve("@medusajs/cli/package.json"))
  cli("dotenv").config()
  if (!config.endsWith(".ts")) {
    return
  }
  try {
    cli("ts-node").register({})
    cli("tsconfig-paths").register({})
  } catch (error) {
    throw new NoShopError(
      `${config} needs ts-node (${messageOf(error).split("\n")[0]}). ` +
        "In production run this where medusa-config.js is: in .medusa/server of a built project."
    )
  }
}

/** A configuration that names a worker mode itself does not heed the environment's. */
const runNothingInBackground = async (project: NodeJS.Require, folder: string): Promise<void> => {
  const { getConfigFile }: FrameworkUtils = project("@medusajs/framework/utils")
  const { configModule, error } = await getConfigFile<{ projectConfig?: { workerMode?: string } }>(folder, "medusa-config")
  if (error) {
    throw error
  }
  if (configModule.projectConfig) {
    configModule.projectConfig.workerMode = "server"
  }
}

/** What was set off is done first. Connections that do not end in time must not hold the command up. */
const closing = (handlers: TrackedHandlers, shutdown: () => Promise<void>) => async (): Promise<void> => {
  await Promise.race([handlers.settled(), pause(HANDLERS_LIMIT_MS, undefined, { ref: false })])
  await Promise.race([shutdown().catch(() => undefined), pause(CLOSE_LIMIT_MS, undefined, { ref: false })])
}
