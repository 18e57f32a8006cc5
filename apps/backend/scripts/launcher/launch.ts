import { type ChildProcess, spawn } from "node:child_process"
import { endWithParent } from "local-postgres"
import type { BackendLog } from "./backend-log"
import type { Cleanup } from "./cleanup"

const STOP_LIMIT_MS = 10_000
/** On Windows, processes form no group that a signal reaches. */
const HAS_GROUPS = process.platform !== "win32"

/** What every program that the launcher starts gets. */
export type LaunchContext = { env: NodeJS.ProcessEnv; log: BackendLog; cleanup: Cleanup }

/** A program in JavaScript: `name` stands for it in the log. */
export type Program = { name: string; script: string; args: string[]; cwd: string }

/**
 * Starts a program that stops with this process, and together with all processes that it starts itself.
 *
 * @param onLine - receives each line of its output
 * @returns `ended` settles with the exit code or the signal
 */
export function launch(
  { env, log, cleanup }: LaunchContext,
  { name, script, args, cwd }: Program,
  onLine?: (line: string) => void
): { ended: Promise<string> } {
  log.line(`\n$ ${name} ${args.join(" ")}`)
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // The launcher handles Ctrl-C: it stops a program only after everything that talks to it.
    detached: HAS_GROUPS,
  })
  log.take(child.stdout, onLine)
  log.take(child.stderr, onLine)
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code, signal) => resolve(String(code ?? signal)))
  })
  const callOff = child.pid ? endWithParent(HAS_GROUPS ? -child.pid : child.pid) : () => undefined
  void ended.then(callOff)
  cleanup.add(() => stop(child, ended))
  return { ended }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  signal(child, "SIGTERM")
  const impatience = setTimeout(() => signal(child, "SIGKILL"), STOP_LIMIT_MS)
  await ended
  clearTimeout(impatience)
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (HAS_GROUPS && child.pid) {
    try {
      process.kill(-child.pid, name)
      return
    } catch {
      // The group has just ended.
    }
  }
  child.kill(name)
}
