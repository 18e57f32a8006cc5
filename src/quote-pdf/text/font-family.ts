import { readFileSync } from "node:fs"
import { create, type Font, type FontCollection } from "fontkit"
import type { FontFiles } from "../types"

export type Weight = keyof FontFiles

/** Text is measured word by word, each with the blank behind it. Words longer than any line are measured in parts. */
const WORDS = /[^ ]{0,200} |[^ ]{1,200}/gu

const LINE_END = 0x0a

const fonts = new Map<string, Font>()

/** A font file is unreadable, not a font, or a collection of several. */
export class UnusableFontError extends Error {
  override name = "UnusableFontError"

  constructor(path: string, reason: string) {
    super(`${path} cannot be used as a font: ${reason}`)
  }
}

/** Reads a font once per process. */
const readFont = (path: string): Font => {
  const font = fonts.get(path) ?? openFont(path)
  fonts.set(path, font)
  return font
}

const openFont = (path: string): Font => {
  const font = createFont(path)
  if ("fonts" in font) {
    throw new UnusableFontError(path, "it is a collection of several fonts")
  }
  requireGlyphs(path, font)
  return font
}

/** Reads all tables that rendering needs, because a file may be damaged behind its header and tables load lazily. */
const requireGlyphs = (path: string, font: Font): void => {
  const { unitsPerEm, width } = measure(path, font)
  if (!(unitsPerEm > 0) || !Number.isFinite(width)) {
    throw new UnusableFontError(path, "its characters have no size")
  }
}

const measure = (path: string, font: Font): { unitsPerEm: number; width: number } => {
  try {
    return { unitsPerEm: font.unitsPerEm, width: font.layout("0").advanceWidth }
  } catch (error) {
    throw new UnusableFontError(path, error instanceof Error ? error.message : String(error))
  }
}

const createFont = (path: string): Font | FontCollection => {
  try {
    return create(readFileSync(path))
  } catch (error) {
    throw new UnusableFontError(path, error instanceof Error ? error.message : String(error))
  }
}

/**
 * The two fonts of a family, with their characters and widths.
 *
 * @example
 * new FontFamily("Roboto", { normal: "/fonts/Roboto-Regular.ttf", bold: "/fonts/Roboto-Medium.ttf" }).has("€") // true
 */
export class FontFamily {
  private readonly fonts: Record<Weight, Font>
  private readonly codePoints = new Map<number, boolean>([[LINE_END, true]])
  private readonly widths: Record<Weight, Map<string, number>> = { normal: new Map(), bold: new Map() }

  /** @throws UnusableFontError */
  constructor(
    readonly name: string,
    readonly files: FontFiles
  ) {
    this.fonts = { normal: readFont(files.normal), bold: readFont(files.bold) }
  }

  /** Height above the baseline and depth below it (negative), at a size of 1. */
  extent(weight: Weight): { ascent: number; descent: number } {
    const { ascent, descent, unitsPerEm } = this.fonts[weight]
    return { ascent: ascent / unitsPerEm, descent: descent / unitsPerEm }
  }

  /** Returns whether both fonts have every character of a text. */
  has(text: string): boolean {
    for (const character of text) {
      if (!this.hasCodePoint(character.codePointAt(0) ?? 0)) {
        return false
      }
    }
    return true
  }

  /** Returns the width of a text at a size of 1. */
  width(text: string, weight: Weight): number {
    return (text.match(WORDS) ?? []).reduce((sum, word) => sum + this.widthOfWord(word, weight), 0)
  }

  private hasCodePoint(codePoint: number): boolean {
    const known = this.codePoints.get(codePoint)
    if (known !== undefined) {
      return known
    }
    const { normal, bold } = this.fonts
    const has = normal.hasGlyphForCodePoint(codePoint) && bold.hasGlyphForCodePoint(codePoint)
    this.codePoints.set(codePoint, has)
    return has
  }

  private widthOfWord(word: string, weight: Weight): number {
    const known = this.widths[weight].get(word)
    if (known !== undefined) {
      return known
    }
    const { advanceWidth } = this.fonts[weight].layout(word)
    const width = advanceWidth / this.fonts[weight].unitsPerEm
    this.widths[weight].set(word, width)
    return width
  }
}
