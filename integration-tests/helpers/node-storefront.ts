import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { promisify } from "node:util"
import { endWithParent } from "local-postgres"

const ROOT = path.join(__dirname, "../..")
const KIT = path.join(ROOT, "packages/storefront")
const SERVER = path.join(ROOT, "integration-tests/node-storefront/server.mjs")

/** What a storefront installs beside the kit. These are linked, because npm would download them. */
const PEERS = ["@medusajs/js-sdk", "@clerk/backend"]

const run = promisify(execFile)

export type NodeStorefront = {
  /** Requests the path of a storefront, optionally as somebody. */
  call: (path: string, token?: string) => Promise<unknown>
  close: () => Promise<void>
}

/**
 * Opens a storefront in an empty folder, where the packed kit is installed, as a merchant does.
 *
 * @param environment - the variables that the server reads
 *
 * @example
 * const storefront = await openNodeStorefront({ MEDUSA_BACKEND_URL: shop.baseUrl, … })
 * await storefront.call("/BOLT-10", token)
 */
export const openNodeStorefront = async (environment: NodeJS.ProcessEnv): Promise<NodeStorefront> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "node-storefront-"))
  await installKit(folder)
  await copyFile(SERVER, path.join(folder, "server.mjs"))
  const server = spawn(process.execPath, ["server.mjs"], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const callOff = server.pid ? endWithParent(server.pid) : () => undefined
  const url = await firstLine(server)
  return {
    async call(path, token) {
      const answer = await fetch(`${url}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
      return answer.json()
    },
    async close() {
      const ended = once(server, "exit")
      server.kill()
      await ended
      callOff()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const installKit = async (folder: string): Promise<void> => {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: KIT })
  const [{ filename }]: { filename: string }[] = JSON.parse(stdout.slice(stdout.indexOf("[\n")))
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true }))
  await run("npm", ["install", `./${filename}`, "--offline", "--legacy-peer-deps", "--no-audit", "--no-fund"], { cwd: folder })
  for (const peer of PEERS) {
    const link = path.join(folder, "node_modules", peer)
    await mkdir(path.dirname(link), { recursive: true })
    await symlink(path.join(ROOT, "node_modules", peer), link)
  }
}

const firstLine = async ({ stdout }: ChildProcess): Promise<string> => {
  for await (const chunk of stdout ?? []) {
    return String(chunk).trim()
  }
  throw new Error("The storefront ended while starting. It says why above.")
}
