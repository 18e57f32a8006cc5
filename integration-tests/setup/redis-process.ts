import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { setTimeout as pause } from "node:timers/promises"
import Redis from "ioredis"
import { endWithParent, LOOPBACK, probePort } from "local-postgres"

const START_LIMIT_MS = 30_000

/** A test's own Redis, on loopback. */
export type RedisProcess = {
  url: string
  keys: (pattern: string) => Promise<string[]>
  /** Deletes all data, as a restart without persistence does. */
  flush: () => Promise<void>
  /** Kills it, as a crash does. */
  kill: () => Promise<void>
  /** Starts it again after a kill: on the same port, without data. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}

/** Returns true if this machine has Redis. */
export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"]).status === 0

/**
 * Starts Redis, without files.
 *
 * @example
 * const redis = await startRedis()
 */
export const startRedis = async (): Promise<RedisProcess> => {
  const port = (await probePort(0)) ?? 0
  const url = `redis://${LOOPBACK}:${port}`
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  client.on("error", () => undefined)
  let server = launch(port)
  await answering(client)
  const end = async (signal: NodeJS.Signals) => {
    client.disconnect()
    server.child.kill(signal)
    await server.ended
  }
  return {
    url,
    keys: (pattern) => client.keys(pattern),
    async flush() {
      await client.flushall()
    },
    kill: () => end("SIGKILL"),
    async restart() {
      server = launch(port)
      await answering(client)
    },
    stop: () => end("SIGTERM"),
  }
}

const launch = (port: number): { child: ChildProcess; ended: Promise<void> } => {
  const child = spawn("redis-server", ["--port", String(port), "--bind", LOOPBACK, "--save", "", "--appendonly", "no"], { stdio: "ignore" })
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve())
    child.once("close", () => resolve())
  })
  void ended.then(child.pid ? endWithParent(child.pid) : undefined)
  return { child, ended }
}

const answering = async (client: Redis): Promise<void> => {
  for (const begun = Date.now(); !(await answers(client)); await pause(50)) {
    if (Date.now() - begun > START_LIMIT_MS) {
      throw new Error("Redis did not start.")
    }
  }
}

const answers = async (client: Redis): Promise<boolean> => {
  try {
    if (client.status !== "ready") {
      await client.connect()
    }
    return (await client.ping()) === "PONG"
  } catch {
    client.disconnect()
    return false
  }
}
