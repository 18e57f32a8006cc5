import { type ChildProcess, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { endWithParent, LOOPBACK } from "local-postgres"
import type { BackendLog } from "./backend-log"
import type { Cleanup } from "./cleanup"
import { ForeseenError } from "./foreseen-error"
import { demo, shownPath } from "./paths"

const START_LIMIT_MS = 120_000
const STOP_LIMIT_MS = 10_000

/** The context for every call of Medusa's command line. */
export type MedusaContext = { env: NodeJS.ProcessEnv; log: BackendLog; cleanup: Cleanup }

/** A Medusa server that answers. `ended` settles when it has stopped, on request or not. */
export type RunningMedusa = { url: string; ended: Promise<string> }

/**
 * Runs one of Medusa's commands to its end.
 *
 * @throws {ForeseenError} with the end of the log if the command fails
 */
export async function runMedusa(context: MedusaContext, cwd: string, ...args: string[]): Promise<void> {
  const { ended } = launch(context, cwd, args)
  const result = await ended
  if (result !== "0") {
    throw failure(`medusa ${args[0]} failed (${result})`, context.log)
  }
}

/**
 * Starts Medusa's server on loopback and waits until `GET /health` answers.
 *
 * @throws {ForeseenError} with the end of the log if it does not start
 */
export async function startMedusa(context: MedusaContext, cwd: string, port: number): Promise<RunningMedusa> {
  const url = `http://${LOOPBACK}:${port}`
  const { ended } = launch(context, cwd, ["start", "--host", LOOPBACK, "--port", String(port), "--types=false"])
  let result: string | undefined
  void ended.then((code) => {
    result = code
  })
  for (const begun = Date.now(); !(await isHealthy(url)); await pause(100)) {
    if (result !== undefined) {
      throw failure(`Medusa ended while starting (${result})`, context.log)
    }
    if (Date.now() - begun > START_LIMIT_MS) {
      throw failure(`Medusa did not answer within ${START_LIMIT_MS / 1000} s`, context.log)
    }
  }
  return { url, ended }
}

function launch({ env, log, cleanup }: MedusaContext, cwd: string, args: string[]): { ended: Promise<string> } {
  log.line(`\n$ medusa ${args.join(" ")}`)
  const child = spawn(process.execPath, [medusaCli(), ...args], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // The launcher handles Ctrl-C: it stops Medusa only after everything that talks to it.
    detached: process.platform !== "win32",
  })
  log.take(child.stdout)
  log.take(child.stderr)
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code, signal) => resolve(String(code ?? signal)))
  })
  const callOff = child.pid ? endWithParent(child.pid) : () => undefined
  void ended.then(callOff)
  cleanup.add(() => stop(child, ended))
  return { ended }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  child.kill("SIGTERM")
  const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS)
  await ended
  clearTimeout(impatience)
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

function medusaCli(): string {
  const hint = "Medusa's command line is not installed. Run npm install (without --omit=dev) and start again."
  try {
    const file = path.join(path.dirname(require.resolve("@medusajs/cli/package.json")), "cli.js")
    if (existsSync(file)) {
      return file
    }
  } catch {
    // The error below says that it is not installed.
  }
  throw new ForeseenError(hint)
}

function failure(what: string, log: BackendLog): ForeseenError {
  return new ForeseenError(`${what}. The end of the log ${shownPath(demo.log)}:\n\n${log.tail()}\n`)
}
