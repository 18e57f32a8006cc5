import { randomUUID } from "node:crypto"
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import path from "node:path"

const FOLDERS = path.join(tmpdir(), "medusa-customer-role-forms")

/** Longer than any form may take, for folders of which it cannot be known whether their process still runs. */
const STALE_AFTER_MS = 3_600_000

/** A folder for the files of one form, as long as its request takes. */
export type FormFolder = {
  /** A path for one more file. */
  newFile: () => string
  /** Aborted once the folder goes: nothing is to be written any more. */
  signal: AbortSignal
  remove: () => Promise<void>
}

/**
 * Makes a folder for the files of one form. Nobody else on the machine can look into it.
 *
 * @example
 * const folder = await openFormFolder()
 */
export const openFormFolder = async (): Promise<FormFolder> => {
  await mkdir(FOLDERS, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(path.join(FOLDERS, ownPrefix()))
  const closing = new AbortController()
  return {
    newFile: () => path.join(folder, randomUUID()),
    signal: closing.signal,
    remove: async () => {
      closing.abort()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/**
 * Removes what processes have left that ended in the midst of a form. Those of this process are other ones' as well: it
 * has just begun, with the number of one that is gone.
 *
 * @example
 * await removeLeftFormFolders()
 */
export const removeLeftFormFolders = async (): Promise<void> => {
  const names = await readdir(FOLDERS).catch(() => [])
  await Promise.all(names.map(removeIfLeft))
}

const removeIfLeft = async (name: string): Promise<void> => {
  const folder = path.join(FOLDERS, name)
  try {
    if (await isLeft(name, folder)) {
      await rm(folder, { recursive: true, force: true })
    }
  } catch {
    // Another process has removed it, or it is another user's: neither is our business.
  }
}

const isLeft = async (name: string, folder: string): Promise<boolean> => {
  const [, host, pid] = /^(.+)~(\d+)~[^~]+$/.exec(name) ?? []
  if (host === hostOf() && pid !== undefined) {
    return Number(pid) === process.pid ? !isInUse : !isAlive(Number(pid))
  }
  const { mtimeMs } = await stat(folder)
  return Date.now() - mtimeMs > STALE_AFTER_MS
}

/** Once a form has been read, folders with the number of this process are its own. */
let isInUse = false

const ownPrefix = (): string => {
  isInUse = true
  return `${hostOf()}~${process.pid}~`
}

/** Containers share a folder now and then, never their name. */
const hostOf = (): string => hostname().replace(/[^\w.-]/g, "_")

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, as somebody else.
    return typeof error === "object" && error !== null && "code" in error && error.code === "EPERM"
  }
}
