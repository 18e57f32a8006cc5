import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fingerprint, versionOf } from "./fingerprint"
import type { LaunchContext } from "./launch"
import { runMedusa } from "./medusa"
import { APP, ROOT } from "./paths"
import type { Progress } from "./progress"

const PLUGIN_PAGES = path.join(ROOT, ".medusa/server/src/admin")
/** Where Medusa writes the dashboard. */
const WRITTEN = path.join(APP, ".medusa/admin")
/** From where `medusa start` serves it. */
const SERVED = path.join(APP, "public/admin")
/** Written last: a build that was killed half-way has none. */
const STAMP = path.join(SERVED, "built-from")

/**
 * Builds Medusa's dashboard with the plugin's pages, unless nothing has changed since the last time.
 *
 * @throws {ForeseenError} with the bundler's errors
 */
export async function buildDashboard(context: LaunchContext, progress: Progress): Promise<void> {
  const sources = dashboardSources()
  if (readStamp() === sources) {
    return
  }
  await progress.stage("Admin dashboard: build", (detail) => runMedusa(context, APP, ["build", "--admin-only", "--no-lint"], detail))
  rmSync(SERVED, { recursive: true, force: true })
  mkdirSync(path.dirname(SERVED), { recursive: true })
  renameSync(WRITTEN, SERVED)
  writeFileSync(STAMP, sources)
}

/** Returns a hash of everything that the build depends on. */
function dashboardSources(): string {
  const dashboard = versionOf(require.resolve("@medusajs/dashboard/package.json", { paths: [ROOT] }))
  return fingerprint([PLUGIN_PAGES, path.join(APP, "medusa-config.ts")], undefined, dashboard)
}

function readStamp(): string | undefined {
  try {
    return readFileSync(STAMP, "utf8")
  } catch {
    return undefined
  }
}
