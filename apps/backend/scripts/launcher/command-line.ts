import { parseArgs } from "node:util"
import { ForeseenError } from "./foreseen-error"

/** The parsed command line. */
export type CommandLine = { tour: boolean; verbose: boolean }

/**
 * Parses the arguments.
 *
 * @throws {ForeseenError} for an unknown argument
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
      `${process.argv.slice(2).join(" ")}: unknown arguments. npm run ${command} accepts ${options.join(" and ")} (after a "--").`
    )
  }
}
