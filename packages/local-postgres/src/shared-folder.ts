import { createHash } from "node:crypto"
import { lstat, mkdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { type Account, canReach } from "./account"
import { LocalPostgresError } from "./error"

/**
 * Returns a folder outside a private home that the account can enter, always the same for the same `owner` path.
 * Refuses a folder that another user created, because the files in it are executed.
 *
 * @throws {LocalPostgresError} if there is no such place, or another user's folder is there
 */
export async function sharedFolder(account: Account, kind: string, owner: string): Promise<string> {
  const base = [tmpdir(), "/var/tmp", "/tmp"].find((candidate) => canReach(account, candidate))
  if (!base) {
    throw new LocalPostgresError(
      `PostgreSQL, run as '${account?.name}', can read neither ${owner} nor any temporary folder. ` +
        "Move the checkout out of the private folder, or start as an ordinary user."
    )
  }
  const hash = createHash("sha256").update(owner).digest("hex").slice(0, 12)
  const folder = path.join(base, `local-postgres-${kind}-${hash}`)
  await mkdir(folder, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") {
      throw error
    }
  })
  const made = await lstat(folder)
  if (!made.isDirectory() || made.uid !== process.getuid?.()) {
    throw new LocalPostgresError(`${folder} belongs to another user. Remove it and start again.`)
  }
  return folder
}
