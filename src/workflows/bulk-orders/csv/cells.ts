// Excel keeps leading zeros where an export writes a text as a formula: ="00123"
const TEXT_FORMULA = /^="(.*)"$/s

// What spreadsheets would run as a formula carries an apostrophe in what we write ourselves.
const GUARDED_FORMULA = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/

/**
 * What a cell says, without what spreadsheets put around it: blanks, `="…"` and the apostrophe before a formula.
 *
 * @example
 * cleanCell('="00123"') // "00123"
 */
export const cleanCell = (cell: string): string => {
  const text = cell.trim()
  const formula = TEXT_FORMULA.exec(text)
  return (formula ? formula[1].replaceAll('""', '"') : text.replace(GUARDED_FORMULA, "")).trim()
}

/** A number of units: digits only. `1,000`, `1.000` and `5.0` mean different things in different countries. */
export const toQuantity = (cell: string): number => (/^\d{1,15}$/.test(cell) ? Number(cell) : NaN)
