/** An empty tick box, as spreadsheets write it in the languages of the headings. */
const EMPTY = new Set(["false", "falsch", "faux", "falso", "onwaar", "\u2610", "\u25A1", "\u25FB", "\u2B1C", "[]", "[ ]"])

const TICKED = new Set(["true", "wahr", "vrai", "verdadero", "vero", "waar", "\u2611", "\u2612", "\u2713", "\u2714", "\u2705", "[x]"])

/**
 * Returns whether a tick box is empty or ticked, and `undefined` for any other cell.
 *
 * @example
 * toTickBox("FALSCH") // "empty"
 */
export const toTickBox = (cell: string): "empty" | "ticked" | undefined => {
  const text = cell.trim().toLowerCase()
  return EMPTY.has(text) ? "empty" : TICKED.has(text) ? "ticked" : undefined
}
