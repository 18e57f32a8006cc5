/** Node takes 16 KB of headers together; a credential of more than half of that belongs to nobody. */
const LONGEST = 8_192

/** The longest name of a scheme that anybody has, several times over. */
const LONGEST_SCHEME = 64

const BLANK = /\s/

/**
 * Whether an `Authorization` header is one to look into at all. Medusa reads it by an expression that takes the square of
 * the time that a text without a blank is long: 15 KB hold up everybody for half a second.
 *
 * @example
 * isReadableCredential("Bearer eyJ…") // true
 * isReadableCredential("x".repeat(15_000)) // false
 */
export const isReadableCredential = (header: string): boolean =>
  header.length <= LONGEST && (header.length <= LONGEST_SCHEME || BLANK.test(header.slice(0, LONGEST_SCHEME + 1)))

/**
 * The token of a bearer header, read as Medusa reads it, so that no header means one token here and another there: the first
 * two words, if the first is `bearer`. In one pass, however long the text is.
 *
 * @example
 * bearerTokenIn("Bearer abc") // "abc"
 */
export const bearerTokenIn = (header: string | undefined): string | undefined => {
  if (header === undefined || !isReadableCredential(header)) {
    return undefined
  }
  const [scheme, token] = header.split(/\s+/).filter(Boolean)
  return scheme?.toLowerCase() === "bearer" ? token : undefined
}
