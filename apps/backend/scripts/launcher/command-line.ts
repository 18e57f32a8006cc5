import { parseArgs } from "node:util"
import { ForeseenError } from "./foreseen-error"

/** What was asked for on the command line. */
export type CommandLine = { tour: boolean; verbose: boolean }

/**
 * Reads the arguments.
 *
 * @throws {ForeseenError} for one that does not exist
 */
export function readCommandLine(command: "backend" | "demo"): CommandLine {
  const common = { verbose: { type: "boolean", default: false } } as const
  const known = command === "demo" ? { ...common, tour: { type: "boolean", default: false } as const } : common
  try {
    const { values } = parseArgs({ options: known })
    return { tour: "tour" in values && values.tour === true, verbose: values.verbose === true }
  } catch {
    const options = Object.keys(known).map((name) => `--${name}`)
    throw new ForeseenError(
      `${process.argv.slice(2).join(" ")}: not understood. npm run ${command} takes ${options.join(" and ")} (after a "--").`
    )
  }
}
