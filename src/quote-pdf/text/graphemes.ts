/** A flag, or a character with its marks, modifiers and what is joined to it. */
const GRAPHEME = /\p{RI}{2}|[^\p{M}](?:[\p{M}\p{EMod}\u200c]|\u200d\p{ExtPict}?){0,16}|\p{M}{1,16}/gu

/**
 * What a reader takes for one character, however many code points it has. Close to UAX #29, and in time that grows with
 * the text: `Intl.Segmenter` takes a minute for 100,000 characters.
 *
 * @example
 * graphemesOf("e\u0301👩‍🔧") // ["e\u0301", "👩‍🔧"]
 */
export const graphemesOf = (text: string): string[] => text.match(GRAPHEME) ?? []
