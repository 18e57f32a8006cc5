import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import path from "node:path"
import type { ICruiseResult, IDependency } from "dependency-cruiser" with { "resolution-mode": "import" }
import { fromRoot } from "./paths"

/*
 * Measures how much of `src/` a reader passes to follow a request, and whether imports run one way:
 *
 * npm run structure
 * npm run structure -- ../another-checkout
 */

/** Requests that every contributor follows sooner or later, and the files where they begin. */
const WALKS: Record<string, RegExp[]> = {
  "bearer → bulk order": [/^src\/api\/store\/orders\/create-bulk\/(route|middlewares)\.ts$/, /^src\/api\/store\/middlewares\.ts$/],
  "accept → order": [/^src\/api\/store\/quotes\/\[id\]\/accept\/(route|middlewares)\.ts$/, /^src\/api\/store\/(quotes\/)?middlewares\.ts$/],
  "webhook → role": [/^src\/api\/hooks\/clerk\/(route|middlewares)\.ts$/],
  verify: [/^src\/api\/admin\/customers\/verify\/route\.ts$/, /^src\/api\/admin\/customers\/(verify\/)?middlewares\.ts$/],
}

type Graph = Map<string, IDependency[]>

const cruise = (root: string): ICruiseResult => {
  const bin = fromRoot("node_modules/dependency-cruiser/bin/dependency-cruise.mjs")
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [bin, "src", "--config", fromRoot(".dependency-cruiser.cjs"), "--output-type", "json"],
    { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 }
  )
  if (error || !stdout) {
    throw new Error(`dependency-cruiser gave no result: ${error?.message ?? stderr}`)
  }
  return JSON.parse(stdout)
}

/** Returns every file that a request loads, directly or indirectly. Ignores type imports, which do not exist at run time. */
const closure = (graph: Graph, starts: string[]): Set<string> => {
  const seen = new Set<string>()
  const open = [...starts]
  for (let file = open.pop(); file; file = open.pop()) {
    if (!seen.has(file)) {
      seen.add(file)
      open.push(...imports(graph, file))
    }
  }
  return seen
}

const imports = (graph: Graph, file: string): string[] =>
  (graph.get(file) ?? []).filter((dependency) => !isTypeOnly(dependency) && graph.has(dependency.resolved)).map(({ resolved }) => resolved)

const isTypeOnly = ({ dependencyTypes }: IDependency): boolean => dependencyTypes.includes("type-only")

/** Returns the room of a file: `src/workflows/quotes/steps/x.ts` is in `workflows/quotes`, `src/errors.ts` is in none. */
const roomOf = (file: string): string => {
  const [, room = "", inner = ""] = path.posix.dirname(file).split("/")
  return ["api", "workflows", "modules", "providers"].includes(room) && inner ? `${room}/${inner}` : room
}

/** Returns the imports from one room into another. */
const crossings = (graph: Graph, files: Iterable<string>): [from: string, to: string][] =>
  [...files].flatMap((file) =>
    imports(graph, file)
      .map((imported): [string, string] => [roomOf(file), roomOf(imported)])
      .filter(([from, to]) => from && to && from !== to)
  )

/** Returns pairs of rooms that import each other. */
const mutual = (arrows: [from: string, to: string][]): string[] => {
  const known = new Set(arrows.map((arrow) => arrow.join(" → ")))
  return [...known].filter((arrow) => {
    const [from, to] = arrow.split(" → ")
    return from < to && known.has(`${to} → ${from}`)
  })
}

const linesOf = (root: string, file: string): number => readFileSync(path.join(root, file), "utf8").split("\n").length - 1

const lines = (root: string, files: string[]): number => files.reduce((sum, file) => sum + linesOf(root, file), 0)

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

const main = (): void => {
  const root = path.resolve(process.argv[2] ?? fromRoot())
  const { modules, summary } = cruise(root)
  const graph: Graph = new Map(
    modules.filter(({ source }) => source.startsWith("src/")).map(({ source, dependencies }) => [source, dependencies])
  )
  const files = [...graph.keys()].filter((file) => !file.includes("/migrations/"))

  console.log("walk                  files  lines  workflow files  workflow lines  room crossings  rooms that import each other")
  for (const [name, starts] of Object.entries(WALKS)) {
    const passed = [
      ...closure(
        graph,
        files.filter((file) => starts.some((start) => start.test(file)))
      ),
    ]
    const inWorkflows = passed.filter((file) => file.startsWith("src/workflows/"))
    const arrows = crossings(graph, passed)
    const columns = [
      passed.length,
      lines(root, passed),
      inWorkflows.length,
      lines(root, inWorkflows),
      new Set(arrows.map(String)).size,
      mutual(arrows).length,
    ]
    console.log(name.padEnd(20) + columns.map((column, index) => String(column).padStart([7, 7, 16, 16, 16, 30][index])).join(""))
  }

  const sizes = files.map((file): [string, number] => [file, linesOf(root, file)])
  const [longest, length] = sizes.reduce((most, size) => (size[1] > most[1] ? size : most))
  console.log(`\nfiles: ${files.length}, lines: ${lines(root, files)}`)
  console.log(`median file: ${median(sizes.map(([, size]) => size))} lines, longest: ${length} lines (${longest})`)
  console.log(`rooms that import each other: ${mutual(crossings(graph, files)).join(", ") || "none"}`)

  const broken = summary.violations.filter(({ rule }) => rule.severity === "error")
  const circles = new Set(
    broken
      .filter(({ rule }) => rule.name === "no-circles")
      .map(({ cycle = [] }) =>
        cycle
          .map(({ name }) => name)
          .toSorted()
          .join(" ")
      )
  )
  const upwards = new Set(broken.filter(({ rule }) => rule.name !== "no-circles").map(({ from, to }) => `${from} → ${to}`))
  console.log(`circles: ${circles.size}\narrows upwards: ${upwards.size}`)
  for (const rule of new Set(broken.map(({ rule: { name } }) => name))) {
    console.log(`  ${rule}: ${broken.filter(({ rule: { name } }) => name === rule).length}`)
  }
}

main()
