import type { ContentText } from "pdfmake/interfaces"
import { cleanLine, cleanText } from "./clean-text"
import type { Weight } from "./font-family"
import { graphemesOf } from "./graphemes"
import { breakLines } from "./line-breaks"
import type { Typeface } from "./typeface"
import { toVisualOrder } from "./visual-order"

/** How a text looks. Sizes are in points. */
export type TextStyle = { size: number; bold?: boolean; color?: string }

/** From one baseline to the next, at a size of 1. */
const PITCH = 1.31

/** Roboto's, from which the others' differ. */
const ASCENT = 0.93

/** Computing with floats must not break a line that fits. */
const SLACK = 0.1

const ELLIPSIS = "…"

/**
 * The only way that text gets into the document: cleaned, cut into lines that fit, and handed over as plain text that
 * pdfmake has nothing to interpret in.
 *
 * @example
 * new Typesetter(new Typeface()).paragraph(line.title, 200, { size: 9 })
 */
export class Typesetter {
  constructor(private readonly typeface: Typeface) {}

  /** Whether the fonts have all characters of a text. */
  covers(text: string): boolean {
    return this.typeface.covers(cleanText(text))
  }

  /** A text as lines no wider than `width` points. None where there is nothing to read. */
  paragraph(text: string, width: number, style: TextStyle): ContentText[] {
    const writable = this.typeface.writable(cleanText(text))
    const lines = writable ? breakLines(writable, width + SLACK, (part) => this.measure(part, style)) : []
    return lines.map((line) => this.toContent(line, style))
  }

  /** A text on one line, cut off where it gets wider than `width` points. */
  line(text: string, width: number, style: TextStyle): ContentText {
    const writable = this.typeface.writable(cleanLine(text))
    return this.toContent(this.cut(writable, width + SLACK, style), style)
  }

  /** How wide a text gets on one line, in points. */
  width(text: string, style: TextStyle): number {
    return this.measure(this.typeface.writable(cleanLine(text)), style)
  }

  /** How wide the widest word of a text gets, in points. */
  widthOfWords(text: string, style: TextStyle): number {
    return Math.max(0, ...cleanText(text).split(/\s+/).map((word) => this.width(word, style)))
  }

  private measure(writable: string, { size, bold }: TextStyle): number {
    return this.typeface.width(writable, weightOf(bold)) * size
  }

  private cut(writable: string, width: number, style: TextStyle): string {
    if (this.measure(writable, style) <= width) {
      return writable
    }
    let kept = ""
    for (const grapheme of graphemesOf(writable)) {
      if (this.measure(kept + grapheme + ELLIPSIS, style) > width) {
        break
      }
      kept += grapheme
    }
    return kept + ELLIPSIS
  }

  /** Every line is as high as the next one and has its baseline in the same place, whatever fonts it takes. */
  private toContent(line: string, { size, bold = false, color }: TextStyle): ContentText {
    const runs = toVisualOrder(line, (text) => this.typeface.runs(text))
    const extents = runs.map(({ family }) => family.extent(weightOf(bold)))
    const rise = (Math.max(...extents.map(({ ascent }) => ascent)) - ASCENT) * size
    return {
      text: runs.map(({ text, family }, index) => ({ text, font: family.name, lineHeight: lineHeightOf(extents[index]) })),
      fontSize: size,
      bold,
      noWrap: true,
      preserveLeadingSpaces: true,
      preserveTrailingSpaces: true,
      ...(color ? { color } : {}),
      margin: [0, -rise, 0, rise],
    }
  }
}

const weightOf = (bold?: boolean): Weight => (bold ? "bold" : "normal")

/** pdfmake multiplies the height of the font by it. */
const lineHeightOf = ({ ascent, descent }: { ascent: number; descent: number }): number => PITCH / (ascent - descent)
