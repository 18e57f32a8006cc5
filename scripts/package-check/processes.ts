import { type ChildProcess, spawn } from "node:child_process"
import path from "node:path"
import { endWithParent } from "local-postgres"

const STOP_LIMIT_MS = 10_000
const SHOWN_LINES = 40
const SHOWN_COMMAND = 100

/** The folder and the environment of a program. */
export type Surroundings = { cwd: string; env: NodeJS.ProcessEnv }

/** A program that runs until it is stopped. */
export type Running = { output(): string; hasEnded(): boolean; stop(): Promise<void> }

/** Returns the environment without the variables that npm adds for this script, and without settings of a shop. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_(package|lifecycle|command|execpath|node_execpath|config_local_prefix)|INIT_CWD|NODE_ENV|NODE_OPTIONS|PORT|DATABASE_URL|REDIS_URL|CLERK_|ADMIN_|SEED)/.test(
          name
        )
    )
  )

/**
 * Runs a program to its end and returns its output.
 *
 * @throws Error with the end of the output if the program fails
 */
export const runToEnd = async (command: string, args: string[], surroundings: Surroundings): Promise<string> => {
  const { child, output, ended } = launch(command, args, surroundings)
  const code = await ended
  if (code !== 0) {
    const line = [path.basename(command), ...args].join(" ").replace(/\s+/g, " ")
    throw new Error(`${line.slice(0, SHOWN_COMMAND)} ended with ${code ?? child.signalCode}:\n${lastLines(output())}`)
  }
  return output()
}

/** Starts a long-running program. It ends with this process in any case. */
export const startProgram = (command: string, args: string[], surroundings: Surroundings): Running => {
  const { child, output, ended } = launch(command, args, surroundings)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    output: () => lastLines(output()),
    hasEnded,
    async stop() {
      if (hasEnded()) {
        return
      }
      child.kill("SIGTERM")
      const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS)
      await ended
      clearTimeout(impatience)
    },
  }
}

const launch = (
  command: string,
  args: string[],
  { cwd, env }: Surroundings
): { child: ChildProcess; output: () => string; ended: Promise<number | null> } => {
  let printed = ""
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk
    })
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  if (child.pid) {
    const callOff = endWithParent(child.pid)
    ended.then(callOff, callOff)
  }
  return { child, output: () => printed, ended }
}

const lastLines = (text: string): string => text.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n")
