import path from "node:path"

type Guards = typeof import("../../../src/api/guards")
type Workflows = typeof import("../../../src/workflows")
type SessionTokens = typeof import("../../../src/clerk/session-token")

/** The folder of the built plugin. If it is not set, the shop runs without the plugin. */
export const PLUGIN_FOLDER = process.env.PLUGIN_FOLDER

/** The guards, as the shop's middlewares import them from `medusa-plugin-customer-role/guards`. */
export const pluginGuards = (): Guards | undefined => (PLUGIN_FOLDER ? fromPlugin<Guards>("api/guards") : undefined)

/** The verification of Clerk tokens, which the plugin does not export. */
export const pluginSessionTokens = (): SessionTokens => fromPlugin<SessionTokens>("clerk/session-token")

/** The workflows, as a shop imports them from `medusa-plugin-customer-role/workflows`. */
export const pluginWorkflows = (): Workflows => fromPlugin<Workflows>("workflows")

/** Loads a file of the built plugin: the same instance that the running plugin uses. */
const fromPlugin = <T>(file: string): T => {
  const loaded: T = require(path.join(PLUGIN_FOLDER ?? "", ".medusa/server/src", file))
  return loaded
}
