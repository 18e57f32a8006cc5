import { type ChildProcess, spawn } from "node:child_process"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { endWithParent, LOOPBACK } from "local-postgres"

const START_LIMIT_MS = 300_000
const STOP_LIMIT_MS = 10_000
const KEPT_OUTPUT = 4_000

const CLI = path.join(path.dirname(require.resolve("@medusajs/cli/package.json")), "cli.js")

/** A Medusa app: the folder of its `medusa-config.ts`, and that file's environment variables. */
export type MedusaApp = { folder: string; environment: Record<string, string | undefined> }

/** A program that runs in its own process, and always ends with this one. */
export type AppProcess = {
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<string>
  /** The last lines that it has printed. */
  output: () => string
  /** Asks it to finish its work and exit. */
  stop: () => Promise<void>
  /** Kills it, as a crash does. */
  kill: () => Promise<void>
}

/**
 * Runs a Medusa command in an app.
 *
 * @example
 * await succeeded(launchMedusa({ folder, environment: { DATABASE_URL } }, ["db:migrate"]))
 */
export const launchMedusa = (app: MedusaApp, args: readonly string[]): AppProcess => launch(app, CLI, args)

/** Runs a Node script in an app. */
export const launch = ({ folder, environment }: MedusaApp, script: string, args: readonly string[]): AppProcess => {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", MEDUSA_DISABLE_TELEMETRY: "true", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C reaches only this process, which then stops the child.
    detached: process.platform !== "win32",
  })
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code, signal) => resolve(String(code ?? signal)))
  })
  void ended.then(child.pid ? endWithParent(child.pid) : undefined)
  return {
    ended,
    output: keepOutput(child),
    async stop() {
      const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS)
      child.kill("SIGTERM")
      await ended
      clearTimeout(impatience)
    },
    async kill() {
      child.kill("SIGKILL")
      await ended
    },
  }
}

/**
 * Waits for the end of a command.
 *
 * @throws Error with the last lines that it printed, if it fails
 */
export const succeeded = async ({ ended, output }: AppProcess): Promise<void> => {
  const result = await ended
  if (result !== "0") {
    throw new Error(`A command failed (${result}):\n${output()}`)
  }
}

/** Starts an app's server on a loopback port. {@link healthy} resolves once it answers. */
export const launchServer = (app: MedusaApp, port: number): AppProcess =>
  launchMedusa(app, ["start", "--host", LOOPBACK, "--port", String(port), "--types=false"])

/** Waits until a server answers. */
export const healthy = async ({ ended, output }: AppProcess, port: number): Promise<void> => {
  let result: string | undefined
  void ended.then((code) => {
    result = code
  })
  for (const begun = Date.now(); !(await answers(port)); await pause(100)) {
    if (result !== undefined || Date.now() - begun > START_LIMIT_MS) {
      throw new Error(`Medusa did not start (${result ?? "no answer"}):\n${output()}`)
    }
  }
}

const keepOutput = ({ stdout, stderr }: ChildProcess): (() => string) => {
  let kept = ""
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      kept = (kept + text).slice(-KEPT_OUTPUT)
    })
  }
  return () => kept
}

const answers = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://${LOOPBACK}:${port}/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
