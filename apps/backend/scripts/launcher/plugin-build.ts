import { existsSync, readdirSync, rmSync, statSync } from "node:fs"
import path from "node:path"
import { type MedusaContext, runMedusa } from "./medusa"
import { ROOT } from "./paths"

const BUILT = path.join(ROOT, ".medusa/server/src")

/** Tells whether the build is missing or older than its sources. */
export function isBuildStale(): boolean {
  return !existsSync(BUILT) || newest(path.join(ROOT, "src")) > oldestFile(BUILT)
}

/**
 * Builds the plugin as for publishing.
 *
 * @throws {ForeseenError} with the compiler's errors
 */
export async function buildPlugin(context: MedusaContext): Promise<void> {
  try {
    await runMedusa(context, ROOT, "plugin:build")
  } catch (error) {
    // The compiler writes output even after errors. Left there, it would pass for a finished build next time.
    rmSync(BUILT, { recursive: true, force: true })
    throw error
  }
}

// Counts folders too: removing a file changes only the time of its folder. Skips the admin pages' folder, which the
// build itself touches.
function newest(folder: string): number {
  const times = entries(folder)
    .filter((entry) => entry !== path.join(folder, "admin"))
    .map((entry) => statSync(entry).mtimeMs)
  return Math.max(statSync(path.join(ROOT, "tsconfig.json")).mtimeMs, ...times)
}

function oldestFile(folder: string): number {
  const times = entries(folder)
    .map((entry) => statSync(entry))
    .filter((stat) => stat.isFile())
  return Math.min(...times.map((stat) => stat.mtimeMs))
}

function entries(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((entry) => path.join(folder, entry))
}
