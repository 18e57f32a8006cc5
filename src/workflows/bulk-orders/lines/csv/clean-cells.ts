// Exports write a text as a formula so that Excel keeps its leading zeros: ="00123"
const TEXT_FORMULA = /^="(.*)"$/s

// Our own template puts an apostrophe before text that spreadsheets would run as a formula.
const GUARDED_FORMULA = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/

// Invisible characters that web pages, mails and right-to-left sheets leave in a text: zero-width ones, marks of direction.
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g

/**
 * Returns a text in its visible form: composed letters, no invisible characters, no blanks around it.
 *
 * @example
 * toVisible("\u200BBOLT-10 ") // "BOLT-10"
 */
export const toVisible = (text: string): string => text.normalize("NFC").replace(INVISIBLE, "").trim()

/**
 * Returns the content of a cell, without invisible characters and what spreadsheets put around it: blanks, `="…"` and the
 * apostrophe before a formula.
 *
 * @example
 * cleanCell('="00123"') // "00123"
 */
export const cleanCell = (cell: string): string => {
  if (/^\w*$/.test(cell)) {
    return cell
  }
  const text = toVisible(cell)
  const formula = TEXT_FORMULA.exec(text)
  return (formula ? formula[1].replaceAll('""', '"') : text.replace(GUARDED_FORMULA, "")).trim()
}
