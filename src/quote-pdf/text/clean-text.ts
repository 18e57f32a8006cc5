/** Half of a pair, which is no character. */
const LONE_SURROGATE = /\p{Surrogate}/gu

/** What some system or other ends a line with. */
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g

/** The blanks that do not break, some of which fonts tend to lack. */
const FIXED_BLANK = /[\u2007\u202f]/g

const BLANKS = /[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+/g

/** What has no shape, and what turns the direction of the text around it. The joiners shape letters and stay. */
const INVISIBLE = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu

/** More marks than any script puts on a letter, piled up over the lines above. */
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu

const MANY_EMPTY_LINES = /\n{3,}/g

/**
 * A text of several lines as it can be set: with characters that are characters, single blanks and `\n` for every
 * end of a line.
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

/** The same in one line. */
export const cleanLine = (text: string): string => cleanText(text).split("\n").map((line) => line.trim()).filter(Boolean).join(" ")
