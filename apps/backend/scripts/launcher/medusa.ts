import { existsSync } from "node:fs"
import path from "node:path"
import { LOOPBACK } from "local-postgres"
import { ForeseenError } from "./foreseen-error"
import { type LaunchContext, launch, type Program } from "./launch"
import { programFailure, type RunningServer, startServer } from "./running-server"

/** The levels of its log at which Medusa does not say that it listens. */
const SILENT_LEVELS = ["error", "warn"]

/**
 * Runs one of Medusa's commands to its end.
 *
 * @throws {ForeseenError} with the end of the log if the command fails
 */
export async function runMedusa(context: LaunchContext, cwd: string, args: string[], onLine?: (line: string) => void): Promise<void> {
  const result = await launch(context, medusa(cwd, args), onLine).ended
  if (result !== "0") {
    throw programFailure(`medusa ${args[0]} failed (${result})`, context.log)
  }
}

/**
 * Starts Medusa's server on loopback and waits until `GET /health` answers.
 *
 * @throws {ForeseenError} if its port is taken, or with the end of the log if it does not start
 */
export function startMedusa(context: LaunchContext, cwd: string, port: number, onLine?: (line: string) => void): Promise<RunningServer> {
  const args = ["start", "--host", LOOPBACK, "--port", String(port), "--types=false"]
  const level = context.env.LOG_LEVEL ?? ""
  const env = SILENT_LEVELS.includes(level) ? { ...context.env, LOG_LEVEL: "info" } : context.env
  return startServer(
    { ...context, env },
    medusa(cwd, args),
    { title: "Medusa", url: `http://${LOOPBACK}:${port}`, path: "/health", listens: /\bServer is ready\b/, portVariable: "PORT" },
    onLine
  )
}

function medusa(cwd: string, args: string[]): Program {
  return { name: "medusa", script: medusaCli(), args, cwd }
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
