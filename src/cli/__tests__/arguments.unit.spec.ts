import { parseCommand, UsageError } from "../arguments"

const NOW = new Date("2026-11-22T12:00:00Z")

const parse = (...args: string[]) => parseCommand(args, NOW)

const refusal = (...args: string[]): string => {
  try {
    parse(...args)
  } catch (error) {
    if (error instanceof UsageError) {
      return error.message
    }
    throw error
  }
  throw new Error(`${args.join(" ")} was understood.`)
}

describe("parseCommand", () => {
  it.each([[["--help"]], [["-h"]], [["help"]], [["reconcile", "--help"]], [["import", "-h"]]])("parses %j as help", (args) => {
    expect(parse(...args)).toEqual({ name: "help" })
  })

  it.each(["--version", "-v"])("parses %s as version", (flag) => {
    expect(parse(flag)).toEqual({ name: "version" })
  })

  it("parses reconcile with its options", () => {
    expect(parse("reconcile")).toEqual({ name: "reconcile", dryRun: false, allowDeletions: false })
    expect(parse("reconcile", "--dry-run", "--allow-deletions", "--since=2h")).toEqual({
      name: "reconcile",
      dryRun: true,
      allowDeletions: true,
      since: new Date("2026-11-22T10:00:00Z"),
    })
  })

  it("parses import with its options", () => {
    const from = "postgresql://shop:p%40ss@localhost:5432/legacy?sslmode=require"

    expect(parse("import")).toEqual({ name: "import", dryRun: false, trustVerified: false })
    expect(
      parse("import", "--from", from, "--table", "old.customer_meta", "--dry-run", "--trust-verified", "--report", "refused.jsonl")
    ).toEqual({
      name: "import",
      from,
      table: "old.customer_meta",
      dryRun: true,
      trustVerified: true,
      report: "refused.jsonl",
    })
  })

  it.each([
    ["90m", "2026-11-22T10:30:00Z"],
    ["24h", "2026-11-21T12:00:00Z"],
    ["7d", "2026-11-15T12:00:00Z"],
    ["2w", "2026-11-08T12:00:00Z"],
    ["2026-11-01", "2026-11-01T00:00:00Z"],
    ["2026-11-01T08:00", "2026-11-01T08:00:00Z"],
    ["2026-11-01T08:00:30Z", "2026-11-01T08:00:30Z"],
    ["2026-11-01T08:00+02:00", "2026-11-01T06:00:00Z"],
    ["2026-11-01T08:00:00.250Z", "2026-11-01T08:00:00.250Z"],
  ])("parses --since %s as %s", (since, expected) => {
    expect(parse("reconcile", "--since", since)).toMatchObject({ since: new Date(expected) })
  })

  it.each([
    "",
    "yesterday",
    "24",
    "h",
    "0h",
    "-1h",
    "1.5h",
    "24 h",
    "2026-02-31",
    "2026-13-01",
    "2026-11-01T25:00",
    "01.11.2026",
    "2026-11-01 08:00",
    "999999d",
    "1y",
  ])("refuses --since %j", (since) => {
    expect(refusal("reconcile", `--since=${since}`)).toBe(
      "--since is neither a date nor a duration. Use a date (2026-11-01, 2026-11-01T08:00Z) or a duration (90m, 24h, 7d, 2w)."
    )
  })

  it("refuses a --since in the future", () => {
    expect(refusal("reconcile", "--since", "2026-11-23")).toBe("--since is in the future. Use a time in the past.")
  })

  it.each([
    [[], "Command missing. Use doctor, reconcile, import, export or erase."],
    [["sync"], "Unknown command sync. Use doctor, reconcile, import, export or erase."],
    [["reconcile", "--force"], "Unknown option '--force'."],
    [["reconcile", "--trust-verified"], "Unknown option '--trust-verified'."],
    [["reconcile", "--since"], "Option '--since <value>' argument missing."],
    [["reconcile", "--dry-run=yes"], "Option '--dry-run' does not take an argument."],
    [["reconcile", "now"], "An argument belongs to no option."],
    [
      ["import", "--from", "mysql://localhost/shop"],
      "--from is not the URL of a PostgreSQL database. Use postgres://user:password@host:5432/database.",
    ],
    [["import", "--from", ""], "--from is not the URL of a PostgreSQL database. Use postgres://user:password@host:5432/database."],
    [["import", "--table", " "], "--table is empty. Give it a value or leave it out."],
    [["import", "--report="], "--report is empty. Give it a value or leave it out."],
    [["erase"], "erase needs the id of one customer, such as cus_123."],
    [["erase", "cus_1", "cus_2"], "erase needs the id of one customer, such as cus_123."],
    [["export", "cus_1", "--force"], "Unknown option '--force'."],
  ])("refuses %j", (args, message) => {
    expect(refusal(...args)).toBe(message)
  })

  it.each([
    [["import", "postgres://shop:S3cret@localhost/shop"]],
    [["postgres://shop:S3cret@localhost/shop", "import"]],
    [["import", "--from", "mysql://shop:S3cret@localhost/shop"]],
    [["import", "--form=postgres://shop:S3cret@localhost/shop"]],
    [["import", "--dry-run=postgres://shop:S3cret@localhost/shop"]],
    [["reconcile", "--since", "postgres://shop:S3cret@localhost/shop"]],
  ])("does not quote the password in %j", (args) => {
    expect(refusal(...args)).not.toContain("S3cret")
  })
})
