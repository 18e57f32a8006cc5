import createBidi from "bidi-js"
import { graphemesOf } from "./graphemes"
import type { Run } from "./typeface"

/** A part of a word or the blanks between two, with one direction. Odd levels run from right to left. */
type Piece = Run & { level: number }

const bidi = createBidi()

/** Hebrew, Arabic and the other right-to-left scripts. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const WORDS_AND_BLANKS = / +|[^ ]+/g

/**
 * Splits a line into pieces in their order on paper, from left to right. pdfmake prints one piece after the other and reverses
 * the letters of right-to-left scripts within each piece.
 *
 * @see https://unicode.org/reports/tr9/
 *
 * @example
 * toVisualOrder("שלום עולם", (text) => typeface.runs(text)).map(({ text }) => text) // ["עולם", " ", "שלום"]
 */
export const toVisualOrder = (line: string, runsOf: (text: string) => Run[]): Run[] =>
  RIGHT_TO_LEFT.test(line) ? reorder(piecesOf(line, runsOf)).map(toPrinted) : runsOf(line)

const piecesOf = (line: string, runsOf: (text: string) => Run[]): Piece[] => {
  const { levels } = bidi.getEmbeddingLevels(line)
  const pieces: Piece[] = []
  let start = 0
  for (let end = 1; end <= line.length; end++) {
    if (end === line.length || levels[end] !== levels[start]) {
      const level = levels[start]
      const words = line.slice(start, end).match(WORDS_AND_BLANKS) ?? []
      pieces.push(...words.flatMap(runsOf).map((run) => ({ ...run, level })))
      start = end
    }
  }
  return pieces
}

/** Reverses every run of pieces, from the innermost level outwards (rule L2). */
const reorder = (pieces: Piece[]): Piece[] => {
  const ordered = [...pieces]
  for (let level = Math.max(...pieces.map((piece) => piece.level)); level > 0; level--) {
    let start = 0
    while (start < ordered.length) {
      let end = start
      while (end < ordered.length && ordered[end].level >= level) {
        end++
      }
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      start = end + 1
    }
  }
  return ordered
}

/** Mirrors brackets in right-to-left text. */
const mirror = (text: string): string => Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character).join("")

/** pdfmake reverses a piece that has letters of such a script, whatever its level. */
const toPrinted = ({ text, family, level }: Piece): Run => {
  const isRightToLeft = level % 2 === 1
  const mirrored = isRightToLeft ? mirror(text) : text
  return { text: isRightToLeft === RIGHT_TO_LEFT.test(text) ? mirrored : graphemesOf(mirrored).reverse().join(""), family }
}
