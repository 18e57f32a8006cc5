import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { type AddressInfo, connect, createServer } from "node:net"
import { text } from "node:stream/consumers"
import { LOOPBACK } from "local-postgres"
import { ForeseenError } from "./foreseen-error"
import { demo, shownPath } from "./paths"
import { readPrivate, writePrivate } from "./private-file"

type Lock = { pid: number; port: number; key: string }

/**
 * Locks the demo's folder for as long as this process lives. The holder answers on loopback: after a process is killed,
 * its lock is void even if another process has its id.
 *
 * @throws {ForeseenError} if another run holds the folder
 */
export async function holdFolder(): Promise<void> {
  const held = readPrivate<Lock>(demo.lock)
  if (held && (await isAnswering(held))) {
    throw new ForeseenError(`${shownPath(demo.folder)} is in use by another run (process ${held.pid}). Stop it first: kill ${held.pid}`)
  }
  const key = randomBytes(16).toString("base64url")
  const server = createServer((socket) => socket.on("error", () => undefined).end(key)).listen(0, LOOPBACK)
  await once(server, "listening")
  server.unref()
  const { port } = server.address() as AddressInfo
  writePrivate(demo.lock, { pid: process.pid, port, key } satisfies Lock)
}

async function isAnswering({ port, key }: Lock): Promise<boolean> {
  const socket = connect({ port, host: LOOPBACK, timeout: 1_000 }).on("timeout", () => socket.destroy())
  return (await text(socket).catch(() => "")) === key
}
