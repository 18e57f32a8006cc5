import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmod, chown, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { text } from "node:stream/consumers"
import { type Account, canReach } from "./account"
import type { Binaries } from "./binaries"
import { LocalPostgresError } from "./error"
import { clearLock } from "./lock-file"
import { sharedFolder } from "./shared-folder"

export const SUPERUSER = "postgres"

/** A data folder that is ready to use. */
export type Cluster = { data: string; password: string }

export type ClusterOptions = {
  dir: string
  persistent: boolean
  durable: boolean
  account: Account
  binaries: Binaries
  log: (line: string) => void
}

/**
 * Opens the data of `dir`, or creates it. An interrupted creation leaves nothing that looks finished, so the next run
 * starts over.
 *
 * @throws {LocalPostgresError} if this PostgreSQL cannot use the data
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  try {
    return await open(options)
  } catch (error) {
    throw explain(error, options.dir)
  }
}

async function open(options: ClusterOptions): Promise<Cluster> {
  await mkdir(options.dir, { recursive: true })
  const dir = await realpath(options.dir)
  const parent = await dataParent(dir, options)
  const data = path.join(parent, options.persistent ? "data" : "scratch")
  const passwordFile = path.join(dir, options.persistent ? "password" : "scratch-password")

  await clearLock(data)
  if (!options.persistent) {
    await rm(data, { recursive: true, force: true })
  }
  const password = await readIfThere(passwordFile)
  if (password && (await isUsable(data, options.binaries.major))) {
    return { data, password }
  }
  if (!password && parent !== dir) {
    // The caller removed the folder that this data belonged to, so they want a fresh start.
    await rm(data, { recursive: true, force: true })
  }
  await refuseForeign(data)
  return { data, password: await makeCluster(data, passwordFile, options) }
}

async function dataParent(dir: string, { account, log }: ClusterOptions): Promise<string> {
  if (canReach(account, dir)) {
    return dir
  }
  const parent = await sharedFolder(account, "data", dir)
  log(`PostgreSQL runs as '${account?.name}', who cannot read ${dir}; its data is kept in ${parent}`)
  return parent
}

async function isUsable(data: string, major: string): Promise<boolean> {
  const found = await readIfThere(path.join(data, "PG_VERSION"))
  if (found === undefined) {
    return false
  }
  if (found.trim() !== major) {
    throw new LocalPostgresError(
      `The data in ${data} belongs to PostgreSQL ${found.trim()}, but this is PostgreSQL ${major}. ` +
        "Remove that folder to start afresh, or set DATABASE_URL to a PostgreSQL that can read it."
    )
  }
  return true
}

async function refuseForeign(data: string): Promise<void> {
  const entries = await unlessMissing(readdir(data))
  if (entries?.length) {
    throw new LocalPostgresError(`${data} is not a complete PostgreSQL folder, or its password file is missing. Remove it and start again.`)
  }
}

async function makeCluster(data: string, passwordFile: string, options: ClusterOptions): Promise<string> {
  const { account, log } = options
  const password = randomBytes(24).toString("base64url")
  const draft = `${data}.new`
  const draftPassword = `${draft}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(draftPassword, `${password}\n`, { mode: 0o600 })
  if (account) {
    await chown(draft, account.uid, account.gid)
    await chown(draftPassword, account.uid, account.gid)
  }
  log(`Creating a PostgreSQL ${options.binaries.major} folder in ${data}`)
  try {
    await initialise(draft, draftPassword, options)
  } finally {
    await rm(draftPassword, { force: true })
  }
  await writeFile(passwordFile, password, { mode: 0o600 })
  await chmod(passwordFile, 0o600)
  await rm(data, { recursive: true, force: true })
  await rename(draft, data)
  return password
}

async function initialise(folder: string, passwordFile: string, options: ClusterOptions): Promise<void> {
  const initdb = spawn(
    options.binaries.initdb,
    [
      `--pgdata=${folder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
      ...(options.durable ? [] : ["--no-sync"]),
    ],
    { ...postgresProcess(options.account, folder), stdio: ["ignore", "ignore", "pipe"] }
  )
  const ended = new Promise<number | null>((resolve, reject) => {
    initdb.once("error", reject)
    initdb.once("close", resolve)
  })
  const [code, complaint] = await Promise.all([ended, text(initdb.stderr)])
  if (code !== 0) {
    await rm(folder, { recursive: true, force: true })
    throw new LocalPostgresError(
      `PostgreSQL could not create its folder ${folder}: ${complaint.trim() || `initdb ended with ${code}`}. ` +
        "Check the space and the permissions there, or set DATABASE_URL to a PostgreSQL of your own."
    )
  }
}

function readIfThere(file: string): Promise<string | undefined> {
  return unlessMissing(readFile(file, "utf8"))
}

function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") {
      return undefined
    }
    throw error
  })
}

function explain(error: unknown, dir: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  switch (code) {
    case "EACCES":
    case "EPERM":
      return new LocalPostgresError(
        `The PostgreSQL folder ${dir} belongs to another user. Start as that user, or remove the folder to start afresh.`
      )
    case "ENOSPC":
    case "EROFS":
    case "ENOTDIR":
      return new LocalPostgresError(`PostgreSQL cannot keep its data in ${dir} (${message}).`)
    default:
      return error
  }
}

/**
 * Returns the options for starting one of PostgreSQL's programs: its account, and an environment free of the caller's
 * PostgreSQL settings.
 */
export function postgresProcess(account: Account, cwd: string): { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv } {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return {
    cwd,
    env: { ...Object.fromEntries(inherited), LC_ALL: "C" },
    ...(account && { uid: account.uid, gid: account.gid }),
  }
}
