import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import type { Account } from "./account"
import type { Binaries } from "./binaries"
import { type Cluster, postgresProcess } from "./cluster"
import { endWithParent } from "./end-with-parent"
import { LocalPostgresError } from "./error"
import { LOOPBACK } from "./free-port"

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 15_000
const NOT_DURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

/** A running server process. */
export type Server = { ended: Promise<void>; stop(): Promise<void> }

export type ServerOptions = {
  cluster: Cluster
  account: Account
  binaries: Binaries
  port: number
  persistent: boolean
  durable: boolean
  log: (line: string) => void
}

/**
 * Serves a cluster on loopback until `stop()` or the end of this process.
 *
 * @throws {LocalPostgresError} with PostgreSQL's own error message if it does not start
 */
export async function serve(options: ServerOptions): Promise<Server> {
  const { cluster, account, binaries, port, persistent, durable } = options
  const settings = [
    `listen_addresses=${LOOPBACK}`,
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    ...(durable ? [] : NOT_DURABLE),
  ].flatMap((setting) => ["-c", setting])
  const child = spawn(binaries.postgres, ["-D", cluster.data, ...settings], {
    ...postgresProcess(account, cluster.data),
    stdio: ["ignore", "ignore", "pipe"],
    // Ctrl-C reaches every process of the terminal, but the database must outlive its clients.
    detached: process.platform !== "win32",
  })
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve())
    child.once("close", () => resolve())
  })
  const callOff = child.pid
    ? endWithParent(child.pid, { signals: ["INT", "QUIT"], thenRemove: persistent ? "" : cluster.data })
    : () => undefined
  void ended.then(callOff)
  await ready(child, ended, options)
  return { ended, stop: () => stop(child, ended) }
}

function ready(child: ChildProcess, ended: Promise<void>, { cluster, log }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const complaints: string[] = []
    const fail = (reason: string) => {
      child.kill("SIGQUIT")
      reject(
        new LocalPostgresError(
          `PostgreSQL did not start on ${cluster.data}: ${reason}. ` + "If its data is damaged, remove that folder to start afresh."
        )
      )
    }
    const timer = setTimeout(() => fail(`not ready after ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS)
    child.once("error", (error) => complaints.push(error.message))
    const lines = child.stderr && createInterface({ input: child.stderr })
    lines?.on("line", (line) => {
      log(line)
      if (/(FATAL|PANIC|HINT):/.test(line)) {
        complaints.push(line.replace(/^.*?(FATAL|PANIC|HINT):\s*/, ""))
      }
      if (line.includes("database system is ready to accept connections")) {
        clearTimeout(timer)
        resolve()
      }
    })
    void ended.then(() => {
      clearTimeout(timer)
      fail(complaints.join("; ") || `it ended with ${child.exitCode ?? child.signalCode}`)
    })
  })
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return ended
  }
  // SIGINT is PostgreSQL's fast shutdown: it disconnects clients and leaves the data clean.
  child.kill("SIGINT")
  const impatience = setTimeout(() => child.kill("SIGQUIT"), STOP_LIMIT_MS)
  await ended
  clearTimeout(impatience)
}
