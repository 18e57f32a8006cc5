/** Node accepts 16 KB of headers in total. No real credential takes more than half of that. */
const LONGEST = 8_192

/** Several times the length of any real scheme. */
const LONGEST_SCHEME = 64

const BLANK = /\s/

/**
 * Tells whether an `Authorization` header is safe to parse. Medusa parses it with a regular expression that takes quadratic
 * time if the text has no blank: 15 KB block the process for half a second.
 *
 * @example
 * isReadableCredential("Bearer eyJ…") // true
 * isReadableCredential("x".repeat(15_000)) // false
 */
export const isReadableCredential = (header: string): boolean =>
  header.length <= LONGEST && (header.length <= LONGEST_SCHEME || BLANK.test(header.slice(0, LONGEST_SCHEME + 1)))

/**
 * Returns what a JWT says, without verifying it, or `undefined` if the text is none. Anybody can write such a text: it may
 * decide what to look up first, and never what to allow.
 *
 * @example
 * claimsIn("eyJhbGciOiJIUzI1NiJ9.eyJhY3Rvcl90eXBlIjoiY3VzdG9tZXIifQ.c2ln") // { actor_type: "customer" }
 */
export const claimsIn = (token: string | undefined): object | undefined => {
  const segments = token?.split(".") ?? []
  if (segments.length !== 3) {
    return undefined
  }
  try {
    const claims: unknown = JSON.parse(Buffer.from(segments[1] ?? "", "base64url").toString())
    return typeof claims === "object" && claims !== null ? claims : undefined
  } catch {
    return undefined
  }
}

/**
 * Returns the token of a bearer header: the second word, if the first is `bearer`. Reads it as Medusa does, so that no
 * header means one token here and another there, but in linear time.
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
