import { CustomerRoleError } from "../../../../errors"
import { toVisible } from "./clean-cells"

/** Longer than a row of any real order. A hostile text could keep the reader busy for seconds. */
export const LONGEST_ROW = 65_536

const BYTE_ORDER_MARK = "\uFEFF"

/** Kinds of files by their first characters, however their bytes were decoded. */
const FILES: [RegExp, string][] = [
  [/^PK\u0003\u0004/, "This is an Excel workbook (.xlsx) or another zipped file, not a CSV."],
  [
    /^(?:\uFFFD{2}\u0011\u0871\u001A|\uFFFD{2}\u0011\uFFFD{2,3}\u001A|\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A)/,
    "This is an old Excel workbook (.xls), not a CSV.",
  ],
  [/^%PDF-/, "This is a PDF, not a CSV."],
  [
    /^(?:UEsDB[A-Za-z0-9+/]{40}|0M8R4KGxGuE|data:[\w.+/-]*;base64,)/,
    "This is a file in Base64, not a CSV. Send the text of the CSV itself.",
  ],
  [/^\s*\{\\rtf/, "This is a document in Rich Text Format, not a CSV."],
  [/^\s*<(?:\?xml|!doctype|html|table|workbook|meta)\b/i, "This is a web page or XML, not a CSV."],
  [/^\s*[[{]\s*["{[]/, "This is JSON, not a CSV. Send JSON lines as items."],
]

const SAVE_AS = 'In the spreadsheet, choose "Save as" and "CSV UTF-8".'

/** If UTF-16 was decoded as another encoding, a Latin text has a NUL in two of three characters. */
const LOOKED_AT = 2_000

/**
 * Returns a CSV without its byte order mark.
 *
 * @throws CustomerRoleError `invalid_request` naming the kind of file if it is a workbook, UTF-16 or binary
 *
 * @example
 * withoutMark("\uFEFFsku,quantity") // "sku,quantity"
 */
export const withoutMark = (csv: string): string => {
  const problem = nameOf(csv)
  if (problem !== undefined) {
    throw new CustomerRoleError("invalid_request", `csv: ${problem}`, [{ field: "csv", message: problem }])
  }
  return csv.startsWith(BYTE_ORDER_MARK) ? csv.slice(1) : csv
}

const nameOf = (csv: string): string | undefined => {
  const start = csv.slice(0, LOOKED_AT)
  const file = FILES.find(([signature]) => signature.test(start.replace(BYTE_ORDER_MARK, "")))
  if (file) {
    return `${file[1]} ${SAVE_AS}`
  }
  if (isUtf16(start)) {
    return `This text is in UTF-16 and was read as another encoding. ${SAVE_AS}`
  }
  if (start.startsWith("\u00EF\u00BB\u00BF")) {
    return "This text is in UTF-8 and was read as another encoding. Read the file as UTF-8."
  }
  return isBinary(start) ? `This is a binary file, not a CSV. ${SAVE_AS}` : undefined
}

/** Every second character is NUL, or the bytes of each character are swapped. */
const isUtf16 = (start: string): boolean => {
  if (/^(?:\u00FF\u00FE|\u00FE\u00FF|\uFFFE)/.test(start) || (start.startsWith("\uFFFD\uFFFD") && /\p{Cc}/u.test(start.slice(2, 8)))) {
    return true
  }
  const isNul = (rest: number) => [...start].filter((character, index) => index % 2 === rest && character === "\0").length
  const halves = [isNul(0), isNul(1)]
  const isHalfNul = start.length >= 6 && Math.max(...halves) >= start.length / 6 && Math.min(...halves) <= Math.max(...halves) / 10
  return isHalfNul || isSwapped(start)
}

/** Delimiters and line breaks of one byte, with a NUL byte on the wrong side. */
const isSwapped = (start: string): boolean => /[\u0A00\u0D00]/.test(start) && /[\u2C00\u3B00\u0900\u7C00]/.test(start)

/** Control characters other than tabs and line breaks. A single one in a cell is just a mistake of its row. */
const isBinary = (start: string): boolean => {
  const found = start.match(/[\p{Cc}\uFFFD]/gu)?.filter((character) => !/[\t\n\v\f\r]/.test(character)).length ?? 0
  return found > 8 && found > start.length / 10
}

/** Excel's own way to name the delimiter: a first line that it does not show. */
const DELIMITER_LINE = /^sep=([,;\t|])[^\S\r\n]*(?:\r\n?|\n|$)/i

/** The lines of a text, each with its start and end. */
export type SheetText = {
  text: string
  /** The delimiter that the text itself names. */
  delimiter?: string
  starts: number[]
  ends: number[]
}

/**
 * Splits a text into lines, whatever line breaks it has.
 *
 * @throws CustomerRoleError `invalid_request` if a line is too long
 *
 * @example
 * toSheetText("sku,quantity\r\nBOLT-10,400").starts // [0, 14]
 */
export const toSheetText = (csv: string): SheetText => {
  const all = withoutMark(csv)
  const named = DELIMITER_LINE.exec(all)
  const text = named ? all.slice(named[0].length) : all
  const starts: number[] = []
  const ends: number[] = []
  const breaks = /\r\n?|\n/g
  let start = 0
  for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
    starts.push(start)
    ends.push(found.index)
    start = breaks.lastIndex
  }
  starts.push(start)
  ends.push(text.length)
  if (ends.some((end, line) => end - starts[line] > LONGEST_ROW)) {
    throw tooLarge()
  }
  return { text, starts, ends, ...(named ? { delimiter: named[1] } : {}) }
}

/** More cells in a row, and more rows, than any real order has. */
export const MOST_COLUMNS = 200
export const MOST_ROWS = 50_000

/**
 * Returns the error for a text whose rows are too large.
 *
 * @example
 * throw tooLarge()
 */
export const tooLarge = (): CustomerRoleError =>
  new CustomerRoleError("invalid_request", `csv: a row has more than ${MOST_COLUMNS} cells or ${LONGEST_ROW} characters.`)

/**
 * Whether a cell has no visible content.
 *
 * @example
 * isBlank("\u00A0") // true
 */
export const isBlank = (cell: string): boolean => cell === "" || (!/[!-~]/.test(cell) && toVisible(cell) === "")
