import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

const ADMIN = path.resolve(__dirname, "..")
const CSS = readFileSync(require.resolve("@medusajs/dashboard/css"), "utf8")

/** The classes that a style sheet has rules for. */
const SHIPPED = new Set([...CSS.matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name]) => name.replace(/\\(.)/g, "$1")))

/** The class names in a source: in `className` attributes, and in texts of expressions there. */
const classNamesIn = (source: string): string[] =>
  [...source.matchAll(/className=(?:"([^"]*)"|\{([^{}]*)\})/g)]
    .flatMap(([, plain, expression]) => (plain === undefined ? [...expression.matchAll(/"([^"]*)"/g)].map(([, text]) => text) : [plain]))
    .flatMap((text) => text.split(/\s+/))
    .filter(Boolean)

describe("the class names of the admin pages", () => {
  const files = readdirSync(ADMIN, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"))
  const used = files.flatMap((file) => classNamesIn(readFileSync(path.join(ADMIN, file), "utf8")).map((name) => ({ file, name })))

  it("are found", () => {
    expect(used.length).toBeGreaterThan(100)
    expect(SHIPPED.size).toBeGreaterThan(500)
  })

  it("are all in the dashboard's style sheet, because shops' builds do not look for those of plugins", () => {
    expect(used.filter(({ name }) => !SHIPPED.has(name))).toEqual([])
  })
})
