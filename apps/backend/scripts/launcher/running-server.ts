import { setTimeout as pause } from "node:timers/promises"
import type { BackendLog } from "./backend-log"
import { ForeseenError } from "./foreseen-error"
import { demo, shownPath } from "./paths"

const START_LIMIT_MS = 120_000

/**
 * Waits until a server that was started answers a request with success.
 *
 * @param ended - settles if the server stops
 * @throws {ForeseenError} with the end of the log if it does not come to that
 */
export async function untilAnswering(name: string, url: string, ended: Promise<string>, log: BackendLog): Promise<void> {
  let result: string | undefined
  void ended.then((code) => {
    result = code
  })
  for (const begun = Date.now(); !(await isAnswering(url)); await pause(100)) {
    if (result !== undefined) {
      throw programFailure(`${name} ended while starting (${result})`, log)
    }
    if (Date.now() - begun > START_LIMIT_MS) {
      throw programFailure(`${name} did not answer within ${START_LIMIT_MS / 1000} s`, log)
    }
  }
}

/** Returns an error with the end of the log. */
export function programFailure(what: string, log: BackendLog): ForeseenError {
  return new ForeseenError(`${what}. The end of the log ${shownPath(demo.log)}:\n\n${log.tail()}\n`)
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}
