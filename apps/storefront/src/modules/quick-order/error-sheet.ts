/**
 * Returns a sheet of cells as CSV for spreadsheets: behind a byte order mark, and with nothing in it that a spreadsheet
 * would run as a formula.
 *
 * @example
 * download("errors.csv", toSheet([["Row", "Article"], ["3", "TSL-TAPE-5"]], ";"))
 */
export const toSheet = (rows: string[][], separator: "," | ";"): string =>
  `\uFEFF${rows.map((cells) => cells.map((cell) => quoted(harmless(cell), separator)).join(separator)).join("\r\n")}\r\n`

const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** Gives the visitor a file. */
export const download = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content)
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
