import { FontFamily, type Weight } from "./font-family"
import { graphemesOf } from "./graphemes"
import type { FontFiles } from "../types"

/** A run of text whose characters one family has. */
export type Run = { text: string; family: FontFamily }

/** Part of pdfmake. Covers Latin, Greek and Cyrillic. */
const ROBOTO: FontFiles = {
  normal: require.resolve("pdfmake/fonts/Roboto/Roboto-Regular.ttf"),
  bold: require.resolve("pdfmake/fonts/Roboto/Roboto-Medium.ttf"),
}

/** Replaces characters that no font has. */
const REPLACEMENT = "\ufffd"

/** Joiners, variation selectors and marks. If the fonts lack them, the character is still readable without. */
const REFINEMENTS = [/[\u200c\u200d\ufe00-\ufe0f]/gu, /[\u200c\u200d\p{M}]/gu]

const NEUTRAL = /^[\p{Z}\p{P}\p{S}]/u

/**
 * The fonts of a document: the shop's own, if any, and Roboto for the characters that they lack.
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

  /** Returns whether the fonts have every character of a text. */
  covers(text: string): boolean {
    return this.parts(text).every((part) => this.familyFor(part) !== undefined)
  }

  /** Returns the text with every missing character replaced. */
  writable(text: string): string {
    return this.parts(text)
      .map((part) => this.writablePart(part))
      .join("")
  }

  /** Splits a text into runs of one family each. Blanks and punctuation join the run before them. */
  runs(text: string): Run[] {
    const runs: Run[] = []
    for (const part of this.parts(text)) {
      const last = runs.at(-1)
      const family = last && NEUTRAL.test(part) && last.family.has(part) ? last.family : (this.familyFor(part) ?? this.families[0])
      if (last?.family === family) {
        last.text += part
      } else {
        runs.push({ text: part, family })
      }
    }
    return runs
  }

  /** Returns the width of a text at a size of 1. */
  width(text: string, weight: Weight): number {
    return this.runs(text).reduce((sum, run) => sum + run.family.width(run.text, weight), 0)
  }

  /** Keeps the text whole if the first family covers it, otherwise splits it into characters. */
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
 * Throws if the shop's fonts are unusable. Runs at the start of the server.
 *
 * @throws UnusableFontError
 *
 * @example
 * assertUsableFonts({ normal: "/fonts/NotoSansThai-Regular.ttf", bold: "/fonts/NotoSansThai-Bold.ttf" })
 */
export const assertUsableFonts = (fonts: FontFiles): void => {
  new Typeface(fonts)
}
