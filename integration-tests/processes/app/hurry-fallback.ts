import { existsSync } from "node:fs"
import path from "node:path"

const USUAL_MS = 15 * 60_000
const HURRIED_MS = 500

/**
 * Lets a quarter of an hour pass at once for the fallback of scheduled jobs, as soon as a file exists: from then on every
 * job is overdue half a second after its last run.
 */
export const hurryFallback = (pluginFolder: string, file: string): void => {
  const fallback = require(path.join(pluginFolder, ".medusa/server/src/scheduling/job-fallback"))
  Object.defineProperties(fallback, {
    LOOK_EVERY_MS: { value: HURRIED_MS },
    OVERDUE_AFTER_MS: { get: () => (existsSync(file) ? HURRIED_MS : USUAL_MS) },
  })
}
