import { FontFamily, type Weight } from "./font-family"
import { graphemesOf } from "./graphemes"
import type { FontFiles } from "../types"

/** A stretch of text that one family has all characters of. */
export type Run = { text: string; family: FontFamily }

/** Comes with pdfmake: Latin, Greek and Cyrillic. */
const ROBOTO: FontFiles = {
  normal: require.resolve("pdfmake/fonts/Roboto/Roboto-Regular.ttf"),
  bold: require.resolve("pdfmake/fonts/Roboto/Roboto-Medium.ttf"),
}

/** Stands for a character that no font has. */
const REPLACEMENT = "\ufffd"

/** Joiners, variants and marks refine a character; where the fonts lack them it is better read without than not at all. */
const REFINEMENTS = [/[\u200c\u200d\ufe00-\ufe0f]/gu, /[\u200c\u200d\p{M}]/gu]

const NEUTRAL = /^[\p{Z}\p{P}\p{S}]/u

/**
 * The fonts of a document: the merchant's, where there are some, and Roboto for what they lack.
 *
 * @example
 * new Typeface({ normal: "/fonts/NotoSansThai-Regular.ttf", bold: "/fonts/NotoSansThai-Bold.ttf" }).covers("ราคา")
 */
export class Typeface {
  readonly families: readonly [FontFamily, ...FontFamily[]]

  /** @throws UnusableFontError */
  constructor(own?: FontFiles) {
    const roboto = new FontFamily("Roboto", ROBOTO)
    this.families = own ? [new FontFamily("Own", own), roboto] : [roboto]
  }

  /** Whether every character of a text can be written. */
  covers(text: string): boolean {
    return this.parts(text).every((part) => this.familyFor(part) !== undefined)
  }

  /** The text with a sign in place of every character that cannot be written. */
  writable(text: string): string {
    return this.parts(text).map((part) => this.writablePart(part)).join("")
  }

  /** A writable text in stretches of one family each. Blanks and punctuation go with what is before them. */
  runs(text: string): Run[] {
    const runs: Run[] = []
    for (const part of this.parts(text)) {
      const last = runs.at(-1)
      const family = last && NEUTRAL.test(part) && last.family.has(part) ? last.family : this.familyFor(part) ?? this.families[0]
      if (last?.family === family) {
        last.text += part
      } else {
        runs.push({ text: part, family })
      }
    }
    return runs
  }

  /** How wide a writable text gets at a size of 1. */
  width(text: string, weight: Weight): number {
    return this.runs(text).reduce((sum, run) => sum + run.family.width(run.text, weight), 0)
  }

  /** All of the text where the first family has it, otherwise character by character. */
  private parts(text: string): string[] {
    return this.families[0].has(text) ? [text] : graphemesOf(text)
  }

  private familyFor(part: string): FontFamily | undefined {
    return this.families.find((family) => family.has(part))
  }

  private writablePart(part: string): string {
    const candidates = [part, ...REFINEMENTS.map((refinements) => part.replace(refinements, ""))]
    return candidates.find((candidate) => this.familyFor(candidate)) ?? REPLACEMENT
  }
}

/**
 * Looks whether a shop's fonts can be used, for the start of a server.
 *
 * @throws UnusableFontError
 *
 * @example
 * assertUsableFonts({ normal: "/fonts/NotoSansThai-Regular.ttf", bold: "/fonts/NotoSansThai-Bold.ttf" })
 */
export const assertUsableFonts = (fonts: FontFiles): void => {
  new Typeface(fonts)
}
