import { existsSync } from "node:fs"
import path from "node:path"
import { LOOPBACK } from "local-postgres"
import { ForeseenError } from "./foreseen-error"
import { type LaunchContext, launch } from "./launch"
import { programFailure, untilAnswering } from "./running-server"

/** A Medusa server that answers. `ended` settles when it has stopped, on request or not. */
export type RunningMedusa = { url: string; ended: Promise<string> }

/**
 * Runs one of Medusa's commands to its end.
 *
 * @throws {ForeseenError} with the end of the log if the command fails
 */
export async function runMedusa(context: LaunchContext, cwd: string, args: string[], onLine?: (line: string) => void): Promise<void> {
  const result = await medusa(context, cwd, args, onLine).ended
  if (result !== "0") {
    throw programFailure(`medusa ${args[0]} failed (${result})`, context.log)
  }
}

/**
 * Starts Medusa's server on loopback and waits until `GET /health` answers.
 *
 * @throws {ForeseenError} with the end of the log if it does not start
 */
export async function startMedusa(
  context: LaunchContext,
  cwd: string,
  port: number,
  onLine?: (line: string) => void
): Promise<RunningMedusa> {
  const url = `http://${LOOPBACK}:${port}`
  const { ended } = medusa(context, cwd, ["start", "--host", LOOPBACK, "--port", String(port), "--types=false"], onLine)
  await untilAnswering("Medusa", `${url}/health`, ended, context.log)
  return { url, ended }
}

function medusa(context: LaunchContext, cwd: string, args: string[], onLine?: (line: string) => void): { ended: Promise<string> } {
  return launch(context, { name: "medusa", script: medusaCli(), args, cwd }, onLine)
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
