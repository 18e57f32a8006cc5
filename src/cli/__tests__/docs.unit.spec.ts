import { readFileSync } from "node:fs"
import path from "node:path"
import { IMPORT_REFUSALS } from "../../modules/customer-role/legacy-import/legacy-row"
import { USAGE } from "../arguments"
import { DIFFERENCE_KINDS } from "../difference-kinds"

const page = readFileSync(path.resolve(__dirname, "../../../docs/command.md"), "utf8")

/** Returns the texts in code marks in the first cells of the tables below a heading. */
const firstCells = (heading: string): string[] => {
  const section = page.split(new RegExp(`^#+ ${heading}$`, "m"))[1]?.split(/^##/m)[0] ?? ""
  return section.split("\n").flatMap((line) => line.match(/^\| `([^`]+)`/)?.[1] ?? [])
}

describe("docs/command.md", () => {
  it("lists exactly the reasons for refusing a row", () => {
    expect(firstCells("What is refused")).toEqual(Object.keys(IMPORT_REFUSALS))
  })

  it("lists every kind of difference with the command's explanation", () => {
    for (const [kind, meaning] of Object.entries(DIFFERENCE_KINDS)) {
      expect(page).toContain(`| \`${kind}\` | ${meaning} |`)
    }
  })

  it("lists every option in the command's help", () => {
    const options = [...USAGE.matchAll(/^ {4}(--[a-z-]+( <\w+>)?) /gm)].map(([, option]) => option)
    expect(
      [...firstCells("doctor"), ...firstCells("reconcile"), ...firstCells("import"), ...firstCells("erase")].filter((name) =>
        name.startsWith("--")
      )
    ).toEqual(options)
  })
})
