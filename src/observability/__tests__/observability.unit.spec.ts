import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fromRoot } from "../../../scripts/paths"
import { LOG_EVENTS } from "../log"
import * as telemetry from "../metrics"

const page = readFileSync(fromRoot("docs/observability.md"), "utf8")

/** Returns the cells of table rows whose first cell begins with a prefix. */
const rowsOf = (prefix: string): string[][] =>
  page
    .split("\n")
    .filter((line) => line.startsWith(`| ${prefix}`))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim())
    )

const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name)

/** The plugin's sources without the two files that define metrics and log events. */
const SOURCES = readdirSync(fromRoot("src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__") && !["log.ts", "telemetry.ts"].includes(file))
  .map((file) => readFileSync(path.join(fromRoot("src"), file), "utf8"))

const isSaid = (text: string): boolean => SOURCES.some((source) => source.includes(text))

const documented = rowsOf("`customer_role.")

describe("docs/observability.md", () => {
  it("lists exactly the metrics of the table, with kind, unit and attributes", () => {
    const metrics = documented.filter(([, kind]) => ["counter", "histogram"].includes(kind))

    expect(metrics.map(([name, kind, unit, attributes]) => [quoted(name)[0], kind, quoted(unit)[0], quoted(attributes)])).toEqual(
      Object.entries(telemetry.METRICS).map(([name, { kind, unit, attributes }]) => [name, kind, unit, attributes])
    )
  })

  it("lists exactly the log events of the table, with level and fields", () => {
    const events = documented.filter(([, level]) => ["error", "warn", "info", "debug"].includes(level))

    expect(events.map(([name, level, fields]) => [quoted(name)[0], { level, fields: quoted(fields) }])).toEqual(Object.entries(LOG_EVENTS))
  })

  it("mentions no unknown metric or log event", () => {
    const known = [...Object.keys(telemetry.METRICS), ...Object.keys(LOG_EVENTS)]

    expect(quoted(page).filter((name) => name.startsWith("customer_role.") && !known.includes(name))).toEqual([])
  })

  it("uses only existing metrics and attributes in its alerts", () => {
    const names = Object.keys(telemetry.METRICS).map((name) => name.replaceAll(".", "_"))
    const attributes = new Set<string>(Object.values(telemetry.METRICS).flatMap((metric) => metric.attributes))
    const [rules] = page.split("```yaml")[1].split("```")

    for (const [, name] of rules.matchAll(/(customer_role_\w+?)(_total|_count|_bucket)?(?=[{[])/g)) {
      expect(names).toContain(name)
    }
    for (const [, attribute] of rules.matchAll(/[{,] ?(\w+)=~?"/g)) {
      expect(attributes).toContain(attribute)
    }
  })
})

describe("Every metric and log event", () => {
  it("is used in the sources", () => {
    const counting = Object.keys(telemetry).filter((name) => name.startsWith("count"))

    expect(counting.filter((name) => !isSaid(`${name}(`))).toEqual([])
    expect(Object.keys(LOG_EVENTS).filter((name) => !isSaid(`"${name}"`))).toEqual([])
  })
})
