import { spawnSync } from "node:child_process"
import { statSync } from "node:fs"
import { LocalPostgresError } from "./error"

/** The account that PostgreSQL runs under; `undefined` means the current one. */
export type Account = { name: string; uid: number; gid: number } | undefined

/**
 * Returns the account for PostgreSQL, which refuses to run as root. Root uses the account that already owns the data,
 * or else an existing unprivileged one, so that nothing on the system changes.
 *
 * @throws {LocalPostgresError} if root finds no such account
 */
export function chooseAccount(data: string): Account {
  if (process.getuid?.() !== 0) {
    return undefined
  }
  const owner = statSync(data, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  }
  const account = ["postgres", "nobody"].map(lookUp).find(Boolean)
  if (!account) {
    throw new LocalPostgresError(
      "PostgreSQL cannot run as root, and this system has neither a user 'postgres' nor 'nobody' to run it as. " +
        "Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own."
    )
  }
  return account
}

function lookUp(name: string): Account {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" })
    return status === 0 ? Number(stdout.trim()) : 0
  })
  return uid && gid ? { name, uid, gid } : undefined
}

/** Tells whether the account can enter a folder or run a file. Tries it, because permissions alone do not tell. */
export function canReach(account: Account, path: string): boolean {
  if (!account) {
    return true
  }
  const { uid, gid } = account
  return spawnSync("/bin/sh", ["-c", 'test -x "$0"', path], { uid, gid, cwd: "/" }).status === 0
}
