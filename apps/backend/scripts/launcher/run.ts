import "./node-version"
import { constants } from "node:os"
import { inspect } from "node:util"
import { LocalPostgresError } from "local-postgres"
import { runTour } from "../tour/tour"
import { createCleanup } from "./cleanup"
import { type CommandLine, readCommandLine } from "./command-line"
import { ForeseenError } from "./foreseen-error"
import { createProgress, type Progress } from "./progress"
import { readSettings } from "./settings"
import { type Backend, startBackend } from "./start"
import { summary } from "./summary"

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/**
 * Runs a command, stops everything that it started, and ends the process. The exit code is 0 after success or if a
 * running demo is stopped by hand, 128 plus the signal number if it is interrupted earlier, otherwise 1.
 */
export async function run(command: "backend" | "demo"): Promise<void> {
  const progress = createProgress()
  const cleanup = createCleanup()
  let serving = false
  let stopping = false

  const interrupted = new Promise<number>((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (stopping) {
          process.exit(128 + constants.signals[signal])
        }
        resolve(serving ? 0 : 128 + constants.signals[signal])
      })
    }
  })

  const work = async (): Promise<number> => {
    const options = readCommandLine(command)
    progress.say(`Starting the ${command}`)
    const begun = performance.now()
    // The tour calls the backend only.
    const settings = readSettings(process.env, command === "demo" && !options.tour)
    if (settings.note) {
      progress.say(`  ${settings.note}`)
    }
    const backend = await startBackend(settings, progress, cleanup, options)
    progress.say(`  Ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    return serve(options, backend, progress, () => {
      serving = true
    })
  }

  // Errors caused by our own shutdown are not worth reporting.
  const report = (error: unknown) => {
    if (!stopping) {
      progress.complain(isForeseen(error) ? `\n${error.message}` : inspect(error))
    }
    return 1
  }
  const code = await Promise.race([work().catch(report), interrupted])
  stopping = true
  if (!cleanup.isEmpty()) {
    progress.say("\nStopping")
  }
  progress.silence()
  await cleanup.run()
  process.exit(code)
}

async function serve({ tour }: CommandLine, backend: Backend, progress: Progress, onServing: () => void): Promise<number> {
  const broken = backend.broken.then((sentence) => {
    throw new ForeseenError(sentence)
  })
  if (tour) {
    return Promise.race([runTour(backend, progress.say), broken])
  }
  progress.say(summary(backend, progress.colours))
  progress.say("\nCtrl-C stops everything.")
  onServing()
  // Takes a while, which nobody has to wait for: other customers' sign-ups, quotes and orders appear one after the other.
  backend.liveThroughWeeks().then(
    (isNew) => isNew && progress.say("  The shop's last ten weeks are there: sign-ups, decisions, quotes and orders of other customers."),
    (error: unknown) =>
      progress.complain(`  The shop's last ten weeks are incomplete. ${isForeseen(error) ? error.message : inspect(error)}`)
  )
  return broken
}

function isForeseen(error: unknown): error is Error {
  return error instanceof ForeseenError || error instanceof LocalPostgresError
}
