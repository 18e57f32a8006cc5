// Excel keeps leading zeros where an export writes a text as a formula: ="00123"
const TEXT_FORMULA = /^="(.*)"$/s

// What spreadsheets would run as a formula carries an apostrophe in what we write ourselves.
const GUARDED_FORMULA = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/

// What nobody sees and web pages, mails and right-to-left sheets leave in a text: zero-width characters, marks of direction.
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g

/**
 * A text as it looks: one form for each letter, nothing that cannot be seen, no blanks around it.
 *
 * @example
 * toVisible("\u200BBOLT-10 ") // "BOLT-10"
 */
export const toVisible = (text: string): string => text.normalize("NFC").replace(INVISIBLE, "").trim()

/**
 * What a cell says, without what cannot be seen and what spreadsheets put around it: blanks, `="…"` and the apostrophe before a formula.
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
