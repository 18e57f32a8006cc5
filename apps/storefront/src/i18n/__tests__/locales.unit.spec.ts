import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { choosingLanguage, inLanguage, LOCALES, withoutLanguage } from "../locales"

const MESSAGES = path.join(__dirname, "../../../messages")

/** The keys of all texts, with the names of what stands in braces and the tags in each. */
const shapeOf = (texts: object, prefix = ""): string[] =>
  Object.entries(texts).flatMap(([key, text]): string[] =>
    typeof text === "object" && text !== null
      ? shapeOf(text, `${prefix}${key}.`)
      : [`${prefix}${key} ${[...new Set(String(text).match(/\{\w+|<\w+>/g))].sort().join(" ")}`]
  )

describe("an address", () => {
  it.each([
    ["/de", "/"],
    ["/de/", "/"],
    ["/DE/cart", "/cart"],
    ["/en/cart", "/cart"],
    ["/cart", "/cart"],
    ["/", "/"],
    ["/design", "/design"],
    ["/de.html", "/de.html"],
    ["/de/de/cart", "/de/cart"],
  ])("%s is that of the page %s, without its language", (pathname, expected) => {
    expect(withoutLanguage(pathname)).toBe(expected)
  })

  it.each([
    ["/", "/", "/de", "/en"],
    ["/?a=1", "/?a=1", "/de?a=1", "/en?a=1"],
    ["/#top", "/#top", "/de#top", "/en#top"],
    ["/cart?a=1#top", "/cart?a=1#top", "/de/cart?a=1#top", "/en/cart?a=1#top"],
  ])("of %s is %s in English and %s in German, and %s chooses English", (url, english, german, choosing) => {
    expect([inLanguage("en", url), inLanguage("de", url), choosingLanguage("en", url)]).toEqual([english, german, choosing])
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
