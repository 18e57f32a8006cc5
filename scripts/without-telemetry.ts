import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"

/** The id is there so that no process makes one up. */
const SETTINGS = { telemetry: { enabled: false, machine_id: "none" } }

/**
 * Returns the variables that turn Medusa's telemetry off. `MEDUSA_DISABLE_TELEMETRY` alone only leaves it without events:
 * every process of Medusa would still start another one at its end, to send them.
 *
 * @param folder - gets Medusa's settings, instead of the developer's home
 *
 * @example
 * Object.assign(process.env, withoutTelemetry("/tmp/settings"))
 */
export const withoutTelemetry = (folder: string): { MEDUSA_DISABLE_TELEMETRY: string; XDG_CONFIG_HOME: string } => {
  mkdirSync(path.join(folder, "medusa"), { recursive: true })
  writeFileSync(path.join(folder, "medusa/config.json"), JSON.stringify(SETTINGS))
  return { MEDUSA_DISABLE_TELEMETRY: "true", XDG_CONFIG_HOME: folder }
}
