import path from "node:path"

/** The folder of the built plugin that the app loads. */
export const builtPluginFolder = (): string => {
  const folder = process.env.PLUGIN_FOLDER
  if (!folder) {
    throw new Error("PLUGIN_FOLDER is not set: run the tests with integration-tests/jest.config.js, whose set-up builds the plugin.")
  }
  return folder
}

/**
 * Imports a file of the built plugin as the app loaded it. An import from `src` would create a second copy.
 *
 * @example
 * const { syncRoleWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows")>("workflows")
 */
export const fromBuiltPlugin = <T>(file: string): T => {
  const loaded: T = require(path.join(builtPluginFolder(), ".medusa/server/src", file))
  return loaded
}
