import { parseArgs, type ParseArgsConfig } from "node:util"
import { messageOf } from "./message-of"

export type ReconcileCommand = { name: "reconcile"; dryRun: boolean; since?: Date; allowDeletions: boolean }

export type ImportCommand = {
  name: "import"
  from?: string
  table?: string
  dryRun: boolean
  trustVerified: boolean
  /** The file that every refused row is written to. */
  report?: string
}

export type ExportCommand = { name: "export"; customerId: string }

export type EraseCommand = { name: "erase"; customerId: string; force: boolean }

/** What was asked for on the command line. */
export type Command = { name: "help" } | { name: "version" } | ReconcileCommand | ImportCommand | ExportCommand | EraseCommand

/** What was asked for cannot be understood; the message says why. */
export class UsageError extends Error {}

export const USAGE = `Usage: npx medusa-customer-role <command> [options]

Run it in the folder of the Medusa project.

Commands
  reconcile   compares all of Clerk's users with the shop's customers and mends what differs
    --dry-run            only reports what differs
    --since <when>       only users whom Clerk has changed since: 2026-11-01, 2026-11-01T08:00Z, 90m, 24h, 7d or 2w
    --allow-deletions    closes records even where many of their users are missing at Clerk

  import      takes the roles of an earlier system over, from the table customer_meta_legacy
    --from <url>         from another database: postgres://user:password@host:5432/database
    --table <name>       another table, with its schema where needed
    --dry-run            only reports what would be taken
    --trust-verified     businesses that the table calls verified are verified; otherwise they are pending
    --report <file>      writes every refused row there, one JSON object a line

  export <customer id>   prints all that the plugin's tables hold of a person, as JSON

  erase <customer id>    erases what the plugin keeps of a person; their orders in Medusa stay
    --force              also where Medusa and Clerk still have the customer

  --help, --version

Stop it with Ctrl-C: it finishes the page under way, and running it again goes on from there.
Exit codes: 0 done, 1 failed, 2 not understood, 130 stopped. See docs/command.md.`

const OPTIONS = {
  reconcile: {
    "dry-run": { type: "boolean" },
    since: { type: "string" },
    "allow-deletions": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
  import: {
    from: { type: "string" },
    table: { type: "string" },
    "dry-run": { type: "boolean" },
    "trust-verified": { type: "boolean" },
    report: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
  export: { help: { type: "boolean", short: "h" } },
  erase: { force: { type: "boolean" }, help: { type: "boolean", short: "h" } },
} as const satisfies Record<string, ParseArgsConfig["options"]>

/**
 * Reads the arguments.
 *
 * @throws UsageError naming what cannot be understood; never a URL, which may hold a password
 *
 * @example
 * parseCommand(["reconcile", "--dry-run", "--since", "24h"])
 */
export const parseCommand = ([name, ...args]: string[], now = new Date()): Command => {
  switch (name) {
    case undefined:
      throw new UsageError("Say which command: reconcile, import, export or erase.")
    case "--help":
    case "-h":
    case "help":
      return { name: "help" }
    case "--version":
    case "-v":
      return { name: "version" }
    case "reconcile":
      return parseReconcile(args, now)
    case "import":
      return parseImport(args)
    case "export":
      return parseExport(args)
    case "erase":
      return parseErase(args)
    default:
      throw new UsageError(/^[\w-]{1,40}$/.test(name) ? `There is no command ${name}.` : "Say first which command: reconcile, import, export or erase.")
  }
}

const parseReconcile = (args: string[], now: Date): Command => {
  const values = understood(() => parseArgs({ args, options: OPTIONS.reconcile }).values)
  if (values.help) {
    return { name: "help" }
  }
  return {
    name: "reconcile",
    dryRun: values["dry-run"] ?? false,
    allowDeletions: values["allow-deletions"] ?? false,
    ...(values.since === undefined ? {} : { since: parseSince(values.since, now) }),
  }
}

const parseImport = (args: string[]): Command => {
  const values = understood(() => parseArgs({ args, options: OPTIONS.import }).values)
  if (values.help) {
    return { name: "help" }
  }
  const { from, table, report } = values
  if (from !== undefined && !(/^postgres(ql)?:\/\/./.test(from) && URL.canParse(from))) {
    throw new UsageError("--from takes the URL of a database: postgres://user:password@host:5432/database.")
  }
  return {
    name: "import",
    dryRun: values["dry-run"] ?? false,
    trustVerified: values["trust-verified"] ?? false,
    ...(from === undefined ? {} : { from }),
    ...(table === undefined ? {} : { table: notEmpty("--table", table) }),
    ...(report === undefined ? {} : { report: notEmpty("--report", report) }),
  }
}

const parseExport = (args: string[]): Command => {
  const { values, positionals } = understood(() => parseArgs({ args, options: OPTIONS.export, allowPositionals: true }))
  if (values.help) {
    return { name: "help" }
  }
  return { name: "export", customerId: oneCustomer("export", positionals) }
}

const parseErase = (args: string[]): Command => {
  const { values, positionals } = understood(() => parseArgs({ args, options: OPTIONS.erase, allowPositionals: true }))
  if (values.help) {
    return { name: "help" }
  }
  return { name: "erase", customerId: oneCustomer("erase", positionals), force: values.force ?? false }
}

const oneCustomer = (command: string, positionals: string[]): string => {
  if (positionals.length !== 1 || !positionals[0].trim()) {
    throw new UsageError(`${command} takes the id of one customer: cus_….`)
  }
  return positionals[0]
}

const notEmpty = (option: string, value: string): string => {
  if (!value.trim()) {
    throw new UsageError(`${option} must not be empty.`)
  }
  return value
}

/** The first sentence of what Node says; it goes on about its own ways of quoting. */
const understood = <T>(parse: () => T): T => {
  try {
    return parse()
  } catch (error) {
    const said = messageOf(error)
    const [sentence] = said.split(/\. |\n/)
    throw new UsageError(said.startsWith("Unexpected argument") ? "There is an argument that belongs to no option." : `${sentence.replace(/\.$/, "")}.`)
  }
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** A duration before now, or a date; one without a zone is UTC. */
const parseSince = (value: string, now: Date): Date => {
  const since = durationBefore(value, now) ?? dateOf(value)
  if (!since) {
    throw new UsageError("--since takes a date (2026-11-01, 2026-11-01T08:00Z) or a duration (90m, 24h, 7d, 2w).")
  }
  if (since > now) {
    throw new UsageError("--since must not lie ahead.")
  }
  return since
}

const durationBefore = (value: string, now: Date): Date | undefined => {
  const [, count, unit] = value.match(/^(\d{1,5})([mhdw])$/) ?? []
  return count && Number(count) > 0 ? new Date(now.getTime() - Number(count) * UNITS[unit]) : undefined
}

const dateOf = (value: string): Date | undefined => {
  const found = value.match(DATE)
  if (!found) {
    return undefined
  }
  const [, time, , , zone] = found
  const date = new Date(time && !zone ? `${value}Z` : value)
  // JavaScript would take the 31st of February for the 3rd of March.
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value.slice(0, 10) ? undefined : date
}
