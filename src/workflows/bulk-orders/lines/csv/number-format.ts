/** One way to read a number: its separators of decimals and thousands, and its value. */
type Reading = { decimal?: string; group?: string; value: number; is_whole: boolean }

/** How the numbers of a column are written, as far as its cells prove it. */
export type NumberFormat = {
  decimals: Set<string>
  groups: Set<string>
  /** Whether cells contradict each other. */
  is_mixed: boolean
}

/** A cell, read as a quantity. */
export type CellQuantity = { kind: "none" } | { kind: "number"; value: number } | { kind: "problem"; message: string }

const NUMBER = /^\d+(?:[.,' ]\d+)*$/
const LONGEST_NUMBER = 40
const LONGEST_SHOWN = 40

const BLANKS = /[\u00A0\u2007\u2009\u202F]/g
const APOSTROPHES = /[\u2019\u02BC\u2032]/g

const normalise = (cell: string): string => cell.replace(BLANKS, " ").replace(APOSTROPHES, "'")

/** Returns all ways to read a text as a number. */
const readingsOf = (text: string): Reading[] => {
  if (text.length > LONGEST_NUMBER || !NUMBER.test(text)) {
    return []
  }
  const parts = text.split(/[.,' ]/)
  const separators = text.match(/[.,' ]/g) ?? []
  if (separators.length === 0) {
    return [{ value: Number(text), is_whole: true }]
  }
  return [...asThousands(parts, separators), ...asDecimal(parts, separators)]
}

const areGroups = ([first, ...rest]: string[]): boolean => /^[1-9]\d{0,2}$/.test(first) && rest.every((part) => part.length === 3)

const asThousands = (parts: string[], separators: string[]): Reading[] =>
  new Set(separators).size === 1 && areGroups(parts) ? [{ group: separators[0], value: Number(parts.join("")), is_whole: true }] : []

const asDecimal = (parts: string[], separators: string[]): Reading[] => {
  const decimal = separators[separators.length - 1]
  const before = separators.slice(0, -1)
  const whole = parts.slice(0, -1)
  const fraction = parts[parts.length - 1]
  const isOne = new Set(before).size <= 1 && !before.includes(decimal) && (before.length === 0 || areGroups(whole))
  if (!isOne || (decimal !== "." && decimal !== ",")) {
    return []
  }
  return [
    {
      decimal,
      ...(before.length > 0 ? { group: before[0] } : {}),
      value: Number(`${whole.join("")}.${fraction}`),
      is_whole: /^0*$/.test(fraction),
    },
  ]
}

/** Exactly three digits after one separator: thousands or decimals. */
const isDoubtful = (text: string): boolean => /^[1-9]\d{0,2}[.,' ]\d{3}$/.test(text)

/**
 * Returns how the numbers of a column are written, as proved by the cells that can be read in only one way.
 *
 * @example
 * proveFormat(["40,000", "1.200,000"]).decimals // Set { "," }
 */
export const proveFormat = (cells: string[]): NumberFormat => {
  const proofs = cells
    .map(normalise)
    .filter((text) => !isDoubtful(text))
    .flatMap((text) => readingsOf(text))
  const decimals = new Set(proofs.flatMap(({ decimal }) => decimal ?? []))
  const groups = new Set(proofs.flatMap(({ group }) => group ?? []))
  return { decimals, groups, is_mixed: decimals.size > 1 || groups.size > 1 || [...decimals].some((mark) => groups.has(mark)) }
}

const agrees = ({ decimal, group }: Reading, { decimals, groups }: NumberFormat): boolean =>
  (decimal === undefined || (!groups.has(decimal) && (decimals.size === 0 || decimals.has(decimal)))) &&
  (group === undefined || (!decimals.has(group) && (groups.size === 0 || groups.has(group))))

/**
 * Whether a cell may be a number of units above zero.
 *
 * @example
 * looksLikeQuantity("1.200") // true
 */
export const looksLikeQuantity = (cell: string): boolean => NUMBER.test(normalise(cell)) && /[1-9]/.test(cell)

/**
 * Reads a cell as a quantity in units. A number with separators counts only if the column proves what they mean. A text never
 * becomes a number.
 *
 * @example
 * readQuantity("1.200", proveFormat(["1.200", "5,00"])) // { kind: "number", value: 1200 }
 */
export const readQuantity = (cell: string, format: NumberFormat): CellQuantity => {
  const text = normalise(cell)
  if (text === "") {
    return { kind: "none" }
  }
  const readings = readingsOf(text)
  if (readings.length === 0) {
    return { kind: "problem", message: whyNoNumber(cell) }
  }
  if (/^\d+$/.test(text)) {
    return { kind: "number", value: readings[0].value }
  }
  const agreeing = readings.filter((reading) => agrees(reading, format))
  const isProved = !isDoubtful(text) || format.decimals.size + format.groups.size > 0
  if (format.is_mixed || !isProved || agreeing.length !== 1) {
    return { kind: "problem", message: whyDoubtful(cell, readings, format) }
  }
  const [{ value, is_whole }] = agreeing
  return is_whole ? { kind: "number", value } : { kind: "problem", message: `"${shown(cell)}" is not a whole number.` }
}

const shown = (cell: string): string => (cell.length > LONGEST_SHOWN ? `${cell.slice(0, LONGEST_SHOWN)}…` : cell)

const whyDoubtful = (cell: string, readings: Reading[], { is_mixed }: NumberFormat): string => {
  const values = readings.map(({ value }) => value)
  const why = is_mixed
    ? "the column writes numbers in several ways"
    : values.length > 1
      ? `it may be ${values.join(" or ")}, and no other number of the column shows which`
      : "the blank or mark in it may separate two numbers"
  return `The quantity "${shown(cell)}" is not clear: ${why}. Write it in digits only.`
}

const whyNoNumber = (cell: string): string => {
  if (/^[-\u2212\u2013\u2014(]\s*\d|^\d[\d.,' ]*-$/.test(cell)) {
    return `The quantity "${shown(cell)}" is negative. Write a whole number above 0.`
  }
  if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(cell)) {
    return `The quantity "${shown(cell)}" is in scientific notation. Write it in digits only.`
  }
  return /\d/.test(cell)
    ? `The quantity "${shown(cell)}" has more than a number in it. Write it in digits only.`
    : `The quantity "${shown(cell)}" is not a number. Write it in digits only.`
}
