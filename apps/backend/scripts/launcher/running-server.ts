import { setTimeout as pause } from "node:timers/promises"
import type { BackendLog } from "./backend-log"
import { ForeseenError } from "./foreseen-error"
import { type LaunchContext, launch, type Program } from "./launch"
import { demo, shownPath } from "./paths"

const START_LIMIT_MS = 120_000

/** What a program prints whose port is taken. Medusa goes on running after it, without a port. */
const PORT_TAKEN = /\bEADDRINUSE\b/

/** A server that answers. `ended` settles when it has stopped, on request or not. */
export type RunningServer = { url: string; ended: Promise<string> }

/** A server to start, and how to tell that it runs. */
export type Server = {
  /** What it is called in messages. */
  title: string
  url: string
  /** Answers with success once the server can be used. @default "" */
  path?: string
  /** Matches the line that the server prints when it listens. */
  listens: RegExp
  /** The variable that chooses another port. */
  portVariable: string
}

/**
 * Starts a server and waits until it listens and answers. An answer alone could come from another program that has taken the
 * port meanwhile.
 *
 * @throws {ForeseenError} if the port is taken, or with the end of the log if the server does not start
 * @example
 * const { url, ended } = await startServer(context, program, { title: "Medusa", url, path: "/health", listens: /ready/, portVariable: "PORT" })
 */
export async function startServer(
  context: LaunchContext,
  program: Program,
  server: Server,
  onLine?: (line: string) => void
): Promise<RunningServer> {
  let listens = false
  let isPortTaken = false
  let result: string | undefined
  const { ended } = launch(context, program, (line) => {
    listens ||= server.listens.test(line)
    isPortTaken ||= PORT_TAKEN.test(line)
    onLine?.(line)
  })
  void ended.then((code) => {
    result = code
  })
  const { title, url, path = "" } = server
  for (const begun = Date.now(); !(listens && (await isAnswering(url + path))); await pause(100)) {
    if (isPortTaken) {
      throw portTaken(new URL(url).port, server.portVariable)
    }
    if (result !== undefined) {
      throw programFailure(`${title} ended while starting (${result})`, context.log)
    }
    if (Date.now() - begun > START_LIMIT_MS) {
      throw programFailure(`${title} did not answer within ${START_LIMIT_MS / 1000} s`, context.log)
    }
  }
  return { url, ended }
}

/** Returns an error for a port that another program uses. */
export function portTaken(port: number | string, variable: string): ForeseenError {
  return new ForeseenError(
    `Port ${port} is in use by another program. Stop it, or choose another port, for example ${variable}=${Number(port) + 1}.`
  )
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
