import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import de from "../de.json"
import en from "../en.json"

const ADMIN = path.resolve(__dirname, "../..")

type Texts = { [key: string]: string | Texts }

const flat = (texts: Texts, before = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${before}${key}`, value] as [string, string]] : flat(value, `${before}${key}.`)
  )

const valuesIn = (text: string): string[] => [...text.matchAll(/\{\{?\w+\}?\}/g)].map(([value]) => value).sort()

const english = new Map(flat(en))
const german = new Map(flat(de))

describe("the texts of the admin pages", () => {
  it("exist in English and German alike", () => {
    expect([...german.keys()]).toEqual([...english.keys()])
  })

  it("carry the same values in both languages", () => {
    for (const [key, text] of english) {
      expect([key, valuesIn(german.get(key) ?? "")]).toEqual([key, valuesIn(text)])
    }
  })

  it("are used, each of them", () => {
    const sources = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__"))
      .map((file) => readFileSync(path.join(ADMIN, file), "utf8"))
      .join("\n")
    const isUsed = (key: string): boolean => {
      const stem = key.replace(/_(zero|one|other)$/, "")
      const parts = stem.split(".")
      // Some keys end in a value, such as text(`status.${status}`).
      const computed = [`${parts.slice(0, -1).join(".")}.\${`, `${parts.slice(0, -2).join(".")}.\${`]
      return sources.includes(`"${stem}"`) || computed.some((start) => start.length > 3 && sources.includes(start))
    }
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([])
  })
})
