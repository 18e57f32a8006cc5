import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { trackEventHandlers, type TrackedHandlers } from "./event-handlers"
import { messageOf } from "../text/message-of"

type Loaders = typeof import("@medusajs/medusa/loaders/index")
type FrameworkUtils = typeof import("@medusajs/framework/utils")

/** The shop's application without its HTTP server, jobs and workers. */
export type OpenShop = { container: MedusaContainer; close: () => Promise<void> }

/** The folder has no shop with this plugin. The message says why. */
export class NoShopError extends Error {}

const CONFIG_FILES = ["medusa-config.ts", "medusa-config.js", "medusa-config.cjs", "medusa-config.mjs"]

/** The module's key. Importing it from the module would load Medusa's logger before its level is set. */
const MODULE = "customer_role"

/** How long the shop and its event handlers may take to end. */
const CLOSE_LIMIT_MS = 10_000
const HANDLERS_LIMIT_MS = 60_000

/**
 * Starts the Medusa application of a folder as `npx medusa exec` does, with the project's own copy of Medusa.
 *
 * @throws NoShopError if the folder has no Medusa project, or the project does not have this plugin
 *
 * @example
 * const shop = await openShop(process.cwd())
 * const roles = shop.container.resolve(CUSTOMER_ROLE_MODULE)
 * await shop.close()
 */
export const openShop = async (folder: string): Promise<OpenShop> => {
  const config = CONFIG_FILES.find((file) => existsSync(path.join(folder, file)))
  if (!config) {
    throw new NoShopError(`No medusa-config found in ${folder}. Run this command in the folder of your Medusa project.`)
  }
  const project = requireFrom(folder)
  prepareEnvironment(project, config)
  await disableWorkers(project, folder)

  const { default: load }: Loaders = project("@medusajs/medusa/loaders/index")
  const medusa = createRequire(project.resolve("@medusajs/medusa"))
  const { container, shutdown } = await load({ directory: folder, expressApp: medusa("express")(), skipLoadingEntryPoints: true })
  const close = closeAfterHandlers(trackEventHandlers(container), shutdown)
  if (!container.hasRegistration(MODULE)) {
    await close()
    throw new NoShopError(`medusa-plugin-customer-role is not among the plugins in ${path.join(folder, config)}. Add it there first.`)
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

/** Prepares the environment as Medusa's own command line does. */
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
        "In production, run this command in the folder with medusa-config.js: .medusa/server of a built project."
    )
  }
}

/** Switches workers off in the configuration, since a worker mode there overrides the environment. */
const disableWorkers = async (project: NodeJS.Require, folder: string): Promise<void> => {
  const { getConfigFile }: FrameworkUtils = project("@medusajs/framework/utils")
  const { configModule, error } = await getConfigFile<{ projectConfig?: { workerMode?: string } }>(folder, "medusa-config")
  if (error) {
    throw error
  }
  if (configModule.projectConfig) {
    configModule.projectConfig.workerMode = "server"
  }
}

/** Waits for event handlers, then shuts down. The limits keep hanging connections from blocking the command. */
const closeAfterHandlers = (handlers: TrackedHandlers, shutdown: () => Promise<void>) => async (): Promise<void> => {
  await Promise.race([handlers.settled(), pause(HANDLERS_LIMIT_MS, undefined, { ref: false })])
  await Promise.race([shutdown().catch(() => undefined), pause(CLOSE_LIMIT_MS, undefined, { ref: false })])
}
