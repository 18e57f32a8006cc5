import { parseArgs, type ParseArgsConfig } from "node:util"
import { messageOf } from "../text/message-of"

export type ReconcileCommand = { name: "reconcile"; dryRun: boolean; since?: Date; allowDeletions: boolean }

export type ImportCommand = {
  name: "import"
  from?: string
  table?: string
  dryRun: boolean
  trustVerified: boolean
  /** The file for the refused rows. */
  report?: string
}

export type ExportCommand = { name: "export"; customerId: string }

export type EraseCommand = { name: "erase"; customerId: string; force: boolean }

export type DoctorCommand = { name: "doctor"; json: boolean }

/** A parsed command line. */
export type Command =
  | { name: "help" }
  | { name: "version" }
  | ReconcileCommand
  | ImportCommand
  | ExportCommand
  | EraseCommand
  | DoctorCommand

/** A command line that cannot be parsed. The message says why. */
export class UsageError extends Error {}

export const USAGE = `Usage: npx medusa-customer-role <command> [options]

Run it in the folder of the Medusa project.

Commands
  doctor      checks the shop's configuration, database and connection to Clerk, and changes nothing
    --json               prints the findings as JSON

  reconcile   compares all Clerk users with the shop's customers and mends what differs
    --dry-run            reports what differs and changes nothing
    --since <when>       compares only users whom Clerk has changed since: 2026-11-01, 2026-11-01T08:00Z, 90m, 24h, 7d or 2w
    --allow-deletions    closes records even if many of their users are missing at Clerk

  import      imports the roles of an earlier system from the table customer_meta_legacy
    --from <url>         reads from another database: postgres://user:password@host:5432/database
    --table <name>       reads another table, with its schema if needed
    --dry-run            reports what it would import and writes nothing
    --trust-verified     verifies businesses that the table says are verified; otherwise they are pending
    --report <file>      writes each refused row to the file, one JSON object per line

  export <customer id>   prints everything that the plugin's tables hold about a person, as JSON

  erase <customer id>    erases what the plugin stores about a person; their orders in Medusa stay
    --force              erases even if Medusa and Clerk still have the customer

  --help, --version

Ctrl-C stops the command after the current page. Run it again to continue.
Exit codes: 0 done, 1 failed or something is wrong, 2 wrong arguments, 130 stopped. See docs/command.md.`

const OPTIONS = {
  doctor: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
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
 * Parses the arguments.
 *
 * @throws UsageError that names the wrong argument. It never quotes a URL, which may hold a password
 *
 * @example
 * parseCommand(["reconcile", "--dry-run", "--since", "24h"])
 */
export const parseCommand = ([name, ...args]: string[], now = new Date()): Command => {
  switch (name) {
    case undefined:
      throw new UsageError("Command missing. Use doctor, reconcile, import, export or erase.")
    case "--help":
    case "-h":
    case "help":
      return { name: "help" }
    case "--version":
    case "-v":
      return { name: "version" }
    case "doctor":
      return parseDoctor(args)
    case "reconcile":
      return parseReconcile(args, now)
    case "import":
      return parseImport(args)
    case "export":
      return parseExport(args)
    case "erase":
      return parseErase(args)
    default:
      throw new UsageError(
        /^[\w-]{1,40}$/.test(name)
          ? `Unknown command ${name}. Use doctor, reconcile, import, export or erase.`
          : "The first argument is not a command. Use doctor, reconcile, import, export or erase."
      )
  }
}

const parseDoctor = (args: string[]): Command => {
  const { json = false, help } = parseOrRefuse(() => parseArgs({ args, options: OPTIONS.doctor }).values)
  return help ? { name: "help" } : { name: "doctor", json }
}

const parseReconcile = (args: string[], now: Date): Command => {
  const values = parseOrRefuse(() => parseArgs({ args, options: OPTIONS.reconcile }).values)
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
  const values = parseOrRefuse(() => parseArgs({ args, options: OPTIONS.import }).values)
  if (values.help) {
    return { name: "help" }
  }
  const { from, table, report } = values
  if (from !== undefined && !(/^postgres(ql)?:\/\/./.test(from) && URL.canParse(from))) {
    throw new UsageError("--from is not the URL of a PostgreSQL database. Use postgres://user:password@host:5432/database.")
  }
  return {
    name: "import",
    dryRun: values["dry-run"] ?? false,
    trustVerified: values["trust-verified"] ?? false,
    ...(from === undefined ? {} : { from }),
    ...(table === undefined ? {} : { table: requireValue("--table", table) }),
    ...(report === undefined ? {} : { report: requireValue("--report", report) }),
  }
}

const parseExport = (args: string[]): Command => {
  const { values, positionals } = parseOrRefuse(() => parseArgs({ args, options: OPTIONS.export, allowPositionals: true }))
  if (values.help) {
    return { name: "help" }
  }
  return { name: "export", customerId: oneCustomer("export", positionals) }
}

const parseErase = (args: string[]): Command => {
  const { values, positionals } = parseOrRefuse(() => parseArgs({ args, options: OPTIONS.erase, allowPositionals: true }))
  if (values.help) {
    return { name: "help" }
  }
  return { name: "erase", customerId: oneCustomer("erase", positionals), force: values.force ?? false }
}

const oneCustomer = (command: string, positionals: string[]): string => {
  if (positionals.length !== 1 || !positionals[0].trim()) {
    throw new UsageError(`${command} needs the id of one customer, such as cus_123.`)
  }
  return positionals[0]
}

const requireValue = (option: string, value: string): string => {
  if (!value.trim()) {
    throw new UsageError(`${option} is empty. Give it a value or leave it out.`)
  }
  return value
}

/** Keeps only the first sentence of Node's message. The rest explains Node's quoting rules. */
const parseOrRefuse = <T>(parse: () => T): T => {
  try {
    return parse()
  } catch (error) {
    const said = messageOf(error)
    const [sentence] = said.split(/\. |\n/)
    throw new UsageError(said.startsWith("Unexpected argument") ? "An argument belongs to no option." : `${sentence.replace(/\.$/, "")}.`)
  }
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** Parses a date, in UTC unless it has a time zone, or a duration before now. */
const parseSince = (value: string, now: Date): Date => {
  const since = durationBefore(value, now) ?? dateOf(value)
  if (!since) {
    throw new UsageError(
      "--since is neither a date nor a duration. Use a date (2026-11-01, 2026-11-01T08:00Z) or a duration (90m, 24h, 7d, 2w)."
    )
  }
  if (since > now) {
    throw new UsageError("--since is in the future. Use a time in the past.")
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
  // JavaScript reads February 31 as March 3.
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value.slice(0, 10)
    ? undefined
    : date
}
