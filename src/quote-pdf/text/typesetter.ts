import type { ContentText } from "pdfmake/interfaces"
import { cleanLine, cleanText } from "./clean-text"
import type { Weight } from "./font-family"
import { graphemesOf } from "./graphemes"
import { breakLines } from "./line-breaks"
import type { Typeface } from "./typeface"
import { toVisualOrder } from "./visual-order"

/** The style of a text. Sizes are in points. */
export type TextStyle = { size: number; bold?: boolean; color?: string }

/** The distance between two baselines at a size of 1. */
const PITCH = 1.31

/** The line height of Roboto. Other fonts are adjusted to it. */
const ASCENT = 0.93

/** Tolerance for float arithmetic, which must not break a line that fits. */
const SLACK = 0.1

const ELLIPSIS = "…"

/**
 * The only way for text into the document. Cleans text, breaks it into lines that fit, and passes plain text to pdfmake, so that
 * no content is interpreted as markup.
 *
 * @example
 * new Typesetter(new Typeface()).paragraph(line.title, 200, { size: 9 })
 */
export class Typesetter {
  constructor(private readonly typeface: Typeface) {}

  /** Returns whether the fonts have all characters of a text. */
  covers(text: string): boolean {
    return this.typeface.covers(cleanText(text))
  }

  /** Returns a text as lines of at most `width` points; none for an empty text. */
  paragraph(text: string, width: number, style: TextStyle): ContentText[] {
    const writable = this.typeface.writable(cleanText(text))
    const lines = writable ? breakLines(writable, width + SLACK, (part) => this.measure(part, style)) : []
    return lines.map((line) => this.toContent(line, style))
  }

  /** Returns a text on one line, cut off at `width` points. */
  line(text: string, width: number, style: TextStyle): ContentText {
    const writable = this.typeface.writable(cleanLine(text))
    return this.toContent(this.cut(writable, width + SLACK, style), style)
  }

  /** Returns the width of a text on one line, in points. */
  width(text: string, style: TextStyle): number {
    return this.measure(this.typeface.writable(cleanLine(text)), style)
  }

  /** Returns the width of the widest word, in points. */
  widthOfWords(text: string, style: TextStyle): number {
    return Math.max(
      0,
      ...cleanText(text)
        .split(/\s+/)
        .map((word) => this.width(word, style))
    )
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

  /** Keeps height and baseline of every line the same, whatever fonts it uses. */
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

/** pdfmake multiplies this by the height of the font. */
const lineHeightOf = ({ ascent, descent }: { ascent: number; descent: number }): number => PITCH / (ascent - descent)
