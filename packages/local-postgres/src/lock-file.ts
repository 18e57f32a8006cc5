import { spawnSync } from "node:child_process"
import { readFileSync, readlinkSync } from "node:fs"
import { readFile, rm } from "node:fs/promises"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { LocalPostgresError } from "./error"

const FILE = "postmaster.pid"
const RUNNING_GRACE_MS = 3_000
const STOPPING_GRACE_MS = 30_000

/**
 * Prepares a start: waits for a server that is shutting down, and removes the lock of one that has ended, even if
 * another program has its process id by now.
 *
 * @throws {LocalPostgresError} if a server keeps using the folder
 */
export async function clearLock(data: string): Promise<void> {
  const begun = Date.now()
  for (;;) {
    const lock = await readLock(data)
    if (!lock) {
      return
    }
    if (!isServerOf(data, lock.pid)) {
      return rm(path.join(data, FILE), { force: true })
    }
    const grace = lock.status === "stopping" ? STOPPING_GRACE_MS : RUNNING_GRACE_MS
    if (Date.now() - begun > grace) {
      throw new LocalPostgresError(
        `The PostgreSQL data in ${data} is in use by process ${lock.pid}, probably another run of the same command. ` +
          `Stop it first, or end it with: kill -INT ${lock.pid}`
      )
    }
    await pause(100)
  }
}

async function readLock(data: string): Promise<{ pid: number; status: string } | undefined> {
  const text = await readFile(path.join(data, FILE), "utf8").catch(() => undefined)
  if (text === undefined) {
    return undefined
  }
  const lines = text.split("\n").map((line) => line.trim())
  return { pid: Number(lines[0]), status: lines[7] ?? "" }
}

function isServerOf(data: string, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) {
    return false
  }
  if (process.platform === "linux") {
    return runsIn(data, pid)
  }
  const [command, args] =
    process.platform === "win32"
      ? (["tasklist", ["/fo", "csv", "/nh", "/fi", `PID eq ${pid}`]] as const)
      : (["ps", ["-p", String(pid), "-o", "command="]] as const)
  const { stdout, error } = spawnSync(command, args, { encoding: "utf8" })
  // If it cannot be determined, PostgreSQL's own check at the start decides.
  return error !== undefined || /postgres/i.test(stdout)
}

/** PostgreSQL's main process runs in its data folder, however its command line names it. */
function runsIn(data: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return safeRead(`/proc/${pid}/cmdline`).split("\0").includes(data)
  }
}

function safeRead(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
