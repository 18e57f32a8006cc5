import { rmSync } from "node:fs"
import path from "node:path"
import { isOlderThan } from "./file-times"
import type { LaunchContext } from "./launch"
import { runMedusa } from "./medusa"
import { ROOT } from "./paths"

const SOURCES = path.join(ROOT, "src")
const BUILT = path.join(ROOT, ".medusa/server/src")

/** Tells whether the build is missing or older than its sources. */
export function isBuildStale(): boolean {
  // The build itself touches the folder of the admin pages.
  return isOlderThan(
    BUILT,
    [path.join(ROOT, "tsconfig.json"), SOURCES],
    (entry) => entry !== path.join(SOURCES, "admin") && entry !== SOURCES
  )
}

/**
 * Builds the plugin as for publishing.
 *
 * @throws {ForeseenError} with the compiler's errors
 */
export async function buildPlugin(context: LaunchContext, onLine?: (line: string) => void): Promise<void> {
  try {
    await runMedusa(context, ROOT, ["plugin:build"], onLine)
  } catch (error) {
    // The compiler writes output even after errors. Left there, it would pass for a finished build next time.
    rmSync(BUILT, { recursive: true, force: true })
    throw error
  }
}
