import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { LOCALES, localeOf } from "../locales"

const MESSAGES = path.join(__dirname, "../../../messages")

/** The keys of all texts, with the names of what stands in braces and the tags in each. */
const shapeOf = (texts: object, prefix = ""): string[] =>
  Object.entries(texts).flatMap(([key, text]): string[] =>
    typeof text === "object" && text !== null
      ? shapeOf(text, `${prefix}${key}.`)
      : [`${prefix}${key} ${[...new Set(String(text).match(/\{\w+|<\w+>/g))].sort().join(" ")}`]
  )

describe("the language", () => {
  it.each([
    [undefined, null, "en"],
    [undefined, "de-DE,de;q=0.9,en;q=0.8", "de"],
    [undefined, "fr-FR,en;q=0.5,de;q=0.8", "de"],
    [undefined, "de;q=0,en", "en"],
    [undefined, "*", "en"],
    [undefined, "de; q=oops", "en"],
    ["en", "de", "en"],
    ["de", "en", "de"],
    ["fr", "de", "de"],
  ])("with the choice %j and the browser's %j is %s", (chosen, acceptLanguage, expected) => {
    expect(localeOf(chosen, acceptLanguage)).toBe(expected)
  })
})

describe("the texts", () => {
  const files = readdirSync(path.join(MESSAGES, "en"))
  const read = (locale: string, file: string) => JSON.parse(readFileSync(path.join(MESSAGES, locale, file), "utf8"))

  it.each(LOCALES.flatMap((locale) => files.map((file) => [locale, file] as const)))(
    "in %s/%s are those of English, with the same parts",
    (locale, file) => {
      expect(shapeOf(read(locale, file))).toEqual(shapeOf(read("en", file)))
    }
  )
})
