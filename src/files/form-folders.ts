import { randomUUID } from "node:crypto"
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import path from "node:path"

const FOLDERS = path.join(tmpdir(), "medusa-customer-role-forms")

/**
 * Longer than any form takes. A folder of another host counts as stale after this time, because this process cannot
 * look up whether its owner still runs.
 */
const STALE_AFTER_MS = 3_600_000

/** A folder for the uploaded files of one form. It lives as long as the request. */
export type FormFolder = {
  /** Returns a path for one more file. */
  newFile: () => string
  /** Aborts when the folder is removed, so that no upload keeps writing into it. */
  signal: AbortSignal
  remove: () => Promise<void>
}

/**
 * Creates a folder for the files of one form. Other users of the machine cannot read it.
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
 * Removes the folders of processes that ended while they read a form. Called at the start, when even a folder with this
 * process's id is a leftover: an earlier process had the same id.
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
    // Another process has removed it, or it belongs to another user.
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

/** Whether this process has opened a folder. From then on, folders with its process id are its own. */
let isInUse = false

const ownPrefix = (): string => {
  isInUse = true
  return `${hostOf()}~${process.pid}~`
}

/** Containers may share the temporary folder and process ids, but never their host name. */
const hostOf = (): string => hostname().replace(/[^\w.-]/g, "_")

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process runs as another user.
    return typeof error === "object" && error !== null && "code" in error && error.code === "EPERM"
  }
}
