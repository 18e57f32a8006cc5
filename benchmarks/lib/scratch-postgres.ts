import { rmSync } from "node:fs"
import { mkdtemp, statfs } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { type LocalPostgres, startPostgres } from "local-postgres"
import type { Cleanup } from "./result"

const MEMORY = "/dev/shm"
const MEMORY_NEEDED = 2 * 1024 ** 3

/** Starts a PostgreSQL for one run: in memory if there is enough, and without crash safety. */
export const startScratchPostgres = async (cleanup: Cleanup): Promise<LocalPostgres> => {
  const dir = await mkdtemp(path.join(await scratchFolder(), "customer-role-benchmarks-"))
  // The process may be interrupted before the server can clean up.
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }))
  const postgres = await startPostgres({ dir, persistent: false, durable: false })
  cleanup.add(() => postgres.stop())
  return postgres
}

const scratchFolder = async (): Promise<string> => {
  try {
    const { bavail, bsize } = await statfs(MEMORY)
    return bavail * bsize >= MEMORY_NEEDED ? MEMORY : os.tmpdir()
  } catch {
    return os.tmpdir()
  }
}
