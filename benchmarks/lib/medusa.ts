import { type ChildProcess, spawn } from "node:child_process"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { endWithParent, LOOPBACK, probePort } from "local-postgres"
import type { Cleanup } from "./result"

const START_LIMIT_MS = 120_000
const STOP_LIMIT_MS = 10_000
const KEPT_OUTPUT = 4_000

/** The app that the benchmarks start. */
const APP = path.resolve(__dirname, "../app")
const CLI = path.join(path.dirname(require.resolve("@medusajs/cli/package.json")), "cli.js")

type Environment = Record<string, string | undefined>

/** Runs one of Medusa's commands in the app to its end. */
export const runMedusa = async (cleanup: Cleanup, environment: Environment, ...args: string[]): Promise<void> => {
  const { ended, output } = launch(cleanup, environment, args)
  const result = await ended
  if (result !== "0") {
    throw new Error(`medusa ${args[0]} failed (${result}):\n${output()}`)
  }
}

/** Starts the app on a free port of loopback and waits until it answers; gives the port. */
export const startMedusa = async (cleanup: Cleanup, environment: Environment): Promise<number> => {
  const port = (await probePort(0)) ?? 0
  const { ended, output } = launch(cleanup, environment, ["start", "--host", LOOPBACK, "--port", String(port), "--types=false"])
  let result: string | undefined
  void ended.then((code) => {
    result = code
  })
  for (const begun = Date.now(); !(await isHealthy(port)); await pause(100)) {
    if (result !== undefined || Date.now() - begun > START_LIMIT_MS) {
      throw new Error(`Medusa did not start (${result ?? "no answer"}):\n${output()}`)
    }
  }
  return port
}

const launch = (cleanup: Cleanup, environment: Environment, args: string[]): { ended: Promise<string>; output: () => string } => {
  const env = { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", MEDUSA_DISABLE_TELEMETRY: "true", ...environment }
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: APP,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C reaches us alone; we stop the child.
    detached: process.platform !== "win32",
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT)
    })
  }
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code, signal) => resolve(String(code ?? signal)))
  })
  void ended.then(child.pid ? endWithParent(child.pid) : undefined)
  cleanup.add(() => stop(child, ended))
  return { ended, output: () => output }
}

const stop = async (child: ChildProcess, ended: Promise<string>): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM")
    const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS)
    await ended
    clearTimeout(impatience)
  }
}

const isHealthy = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://${LOOPBACK}:${port}/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
