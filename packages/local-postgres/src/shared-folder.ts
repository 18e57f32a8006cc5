import { createHash } from "node:crypto"
import { lstat, mkdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { type Account, canReach } from "./account"
import { LocalPostgresError } from "./error"

/**
 * A folder outside a private home, always the same for the same `owner` path, which
 * the account can enter. Nobody but us may have made it: what lies in it is executed.
 *
 * @throws {LocalPostgresError} where there is no such place, or somebody else's folder stands there
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
    throw new LocalPostgresError(`${folder} belongs to somebody else. Remove it and start again.`)
  }
  return folder
}
