import { readdirSync, readFileSync } from "node:fs"
import { fromRoot } from "../../scripts/paths"

const read = (file: string): string => readFileSync(fromRoot(file), "utf8")

const foldersIn = (folder: string): string[] =>
  readdirSync(fromRoot(folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("__"))
    .map((entry) => `${folder}/${entry.name}`)

/** Turns `src/{jobs,cli}/` into `src/jobs` and `src/cli`. Of deeper paths, only the first two folders count. */
const folderNames = (text: string): string[] =>
  [...text.matchAll(/\b((?:src|packages|apps)\/)(?:\{([\w,-]+)\}|([\w-]+))\//g)].flatMap(([, parent, several, one]) =>
    (several ?? one).split(",").map((name) => parent + name)
  )

/** Returns the rows of CONTRIBUTING's map without the surrounding text. */
const map = (): string => {
  const [, section] = read("CONTRIBUTING.md").split("## The map")
  return section.split("\n## ")[0]
}

describe("The map in CONTRIBUTING.md", () => {
  it.each([...foldersIn("src"), ...foldersIn("packages"), ...foldersIn("apps")])("describes %s/", (folder) => {
    expect(folderNames(map())).toContain(folder)
  })

  it("names only existing folders", () => {
    const folders = ["src", "packages", "apps"].flatMap(foldersIn)
    expect(folderNames(map()).filter((folder) => !folders.includes(folder))).toEqual([])
  })
})

describe("The list of folders in README.md", () => {
  it.each(foldersIn("src"))("describes %s/", (folder) => {
    expect(folderNames(read("README.md"))).toContain(folder)
  })
})

describe("The index of decisions", () => {
  const records = readdirSync(fromRoot("docs/adr")).filter((file) => /^\d{4}-/.test(file))

  it.each(records)("lists %s with its title, date and status", (file) => {
    const record = read(`docs/adr/${file}`)
    const [, number, title] = record.match(/^# (\d+)\. (.+)$/m) ?? []
    const [, date] = record.match(/^- Date: (\d{4}-\d{2}-\d{2})$/m) ?? []
    const [, status] = record.match(/^- Status: (.+)$/m) ?? []
    expect(read("docs/adr/README.md")).toContain(`| [${number}](${file}) | ${title} | ${date} | ${status} |`)
  })
})
