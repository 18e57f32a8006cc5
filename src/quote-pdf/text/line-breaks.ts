/// <reference path="./linebreak.d.ts" />
import LineBreaker from "linebreak"
import { graphemesOf } from "./graphemes"

/** Returns the width of a text. */
export type Measure = (text: string) => number

/**
 * Breaks a text into lines of at most a width, where the script allows it. Also breaks words that are wider than a line.
 *
 * @example
 * breakLines("Hex bolts, zinc plated", 60, (text) => text.length * 5) // ["Hex bolts,", "zinc plated"]
 */
export const breakLines = (text: string, width: number, measure: Measure): string[] =>
  text.split("\n").flatMap((paragraph) => breakParagraph(paragraph, width, measure))

const breakParagraph = (paragraph: string, width: number, measure: Measure): string[] => {
  const lines: string[] = []
  let line = ""
  let used = 0
  for (const piece of piecesOf(paragraph).flatMap((whole) => fitPieces(whole, width, measure))) {
    if (line && used + measure(piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ""
      used = 0
    }
    line += piece
    used += measure(piece)
  }
  return [...lines, line.trimEnd()]
}

/** A piece of text that allows no break inside. */
const piecesOf = (text: string): string[] => {
  const breaker = new LineBreaker(text)
  const pieces: string[] = []
  let start = 0
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    pieces.push(text.slice(start, next.position))
    start = next.position
  }
  return pieces
}

/** Breaks a piece that is wider than a whole line. */
const fitPieces = (piece: string, width: number, measure: Measure): string[] => {
  if (measure(piece.trimEnd()) <= width) {
    return [piece]
  }
  const pieces: string[] = []
  let part = ""
  let used = 0
  for (const grapheme of graphemesOf(piece)) {
    const advance = measure(grapheme)
    if (part && used + advance > width) {
      pieces.push(part)
      part = ""
      used = 0
    }
    part += grapheme
    used += advance
  }
  return [...pieces, part]
}
