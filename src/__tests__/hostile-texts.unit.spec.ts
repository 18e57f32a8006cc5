import { bearerTokenIn } from "../api/caller/credential-text"
import { hasHugeIndex } from "../api/front-door/huge-index"
import { storeLocaleOf } from "../api/http/quotes/pdf-query"
import { toLogLine } from "../observability/log"
import { cleanLine, cleanText } from "../quote-pdf/text/clean-text"
import { graphemesOf } from "../quote-pdf/text/graphemes"
import { toLikePattern } from "../postgres/sql"
import { UNSTORABLE } from "../text/storable"
import { cleanCell, toVisible } from "../workflows/bulk-orders/lines/csv/clean-cells"
import { proveFormat, readQuantity } from "../workflows/bulk-orders/lines/csv/number-format"
import { readOrderLines } from "../workflows/bulk-orders/lines/csv/read-order-lines"
import { toSafeFilename } from "../workflows/quotes/files/safe-filename"

const LENGTH = 100_000

/** Quadratic time exceeds this many times over. Linear time takes milliseconds. */
const BOUND_MS = 10_000

/** Each text repeats what some expression repeats, and ends in a way that the expression does not match. */
const HOSTILE: string[] = [
  "a",
  " ",
  "\u00a0",
  ".",
  ". ",
  "\n",
  "\r",
  " \n",
  "\u00a0\n",
  "\t;",
  ";\"'",
  '"',
  '="',
  "'=",
  "0",
  "1.",
  "1,",
  "[",
  "[0",
  "%5b",
  "-",
  "/",
  "<",
  "\u0301",
  "\u200d",
  "\ud83d",
  "\u{1f1e6}",
  "\ufeff",
].flatMap((piece) => {
  const run = piece.repeat(Math.ceil(LENGTH / piece.length))
  return [run, `x${run}x`]
})

const READERS: [name: string, read: (text: string) => unknown][] = [
  ["an Authorization header", bearerTokenIn],
  ["a query", hasHugeIndex],
  ["a locale", (locale) => storeLocaleOf({ locale })],
  ["a text to store", (text) => UNSTORABLE.test(text)],
  ["a text to search for", toLikePattern],
  ["a text to print", cleanText],
  ["a line to print", cleanLine],
  ["graphemes", graphemesOf],
  ["a file name", (name) => toSafeFilename(name, "application/pdf")],
  ["a cell", cleanCell],
  ["a quantity", (cell) => readQuantity(cell, proveFormat([cell]))],
  ["a part number", toVisible],
  ["a CSV", (csv) => readOrQuit(() => readOrderLines(csv, { maxLines: 1_000 }))],
  ["a value in the log", (reason) => toLogLine("customer_role.webhook_rejected", { code: reason })],
]

/** Treats a refusal as an answer too. */
const readOrQuit = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    return error
  }
}

describe("A hostile text of 100,000 characters", () => {
  it.each(READERS)("is read in linear time by %s", (_name, read) => {
    for (const text of HOSTILE) {
      const begun = performance.now()
      read(text)
      expect(performance.now() - begun).toBeLessThan(BOUND_MS)
    }
  })
})
