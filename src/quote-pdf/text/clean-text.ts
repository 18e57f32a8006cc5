/** Lone surrogates, which are not characters. */
const LONE_SURROGATE = /\p{Surrogate}/gu

/** The line endings of all systems. */
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g

/** Non-breaking blanks. Many fonts lack some of them. */
const FIXED_BLANK = /[\u2007\u202f]/g

const BLANKS = /[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+/g

/** Invisible characters and direction controls. The joiners stay, because they shape letters. */
const INVISIBLE = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu

/** Piles of combining marks that no script needs and that would cover the lines above. */
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu

const MANY_EMPTY_LINES = /\n{3,}/g

/**
 * Returns a text that the PDF can show: only valid characters, single blanks, and `\n` as the only line ending.
 *
 * @example
 * cleanText("one\r\n\ttwo\0") // "one\n two"
 */
export const cleanText = (text: string): string =>
  text
    .replace(LONE_SURROGATE, "\ufffd")
    .normalize("NFC")
    .replace(LINE_END, "\n")
    .replace(FIXED_BLANK, "\u00a0")
    .replace(BLANKS, " ")
    .replace(INVISIBLE, "")
    .replace(PILED_MARKS, "$1")
    .replace(MANY_EMPTY_LINES, "\n\n")
    .trim()

/** Does the same on one line. */
export const cleanLine = (text: string): string =>
  cleanText(text)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" ")
