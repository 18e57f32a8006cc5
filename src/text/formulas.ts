// With decimal commas, spreadsheets split at semicolons and ignore quotation marks inside a cell, so a formula could start
// after any separator.
const RUN_BEFORE_FORMULA = /(?<![;\s"'])[;\s"']+(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g

const SEPARATOR = /[;\t\r\n]/

/**
 * Returns a text in which no formula starts after a separator. Formulas at its beginning are the CSV writer's matter
 * (`escape_formulas`).
 *
 * @example
 * guardFormulas("Bolts;=1+1") // "Bolts;'=1+1"
 */
export const guardFormulas = (text: string): string => text.replace(RUN_BEFORE_FORMULA, (run) => (SEPARATOR.test(run) ? `${run}'` : run))
