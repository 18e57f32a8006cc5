import { randomBytes } from "node:crypto"

/** Crockford's base 32. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/**
 * Returns many ids like those of Medusa's `generateEntityId`: a prefix and a ULID. That function asks the system for each
 * of 16 random characters, which takes half the time of an import.
 *
 * @example
 * generateEntityIds("cmeta", 2) // ["cmeta_01JD…", "cmeta_01JD…"]
 */
export const generateEntityIds = (prefix: string, count: number, now = Date.now()): string[] => {
  const bytes = randomBytes(count * RANDOM_CHARACTERS)
  const time = timeOf(now)
  return Array.from({ length: count }, (_, index) => {
    const own = bytes.subarray(index * RANDOM_CHARACTERS, (index + 1) * RANDOM_CHARACTERS)
    return `${prefix}_${time}${Array.from(own, (byte) => ALPHABET[byte % ALPHABET.length]).join("")}`
  })
}

const timeOf = (milliseconds: number): string => {
  let rest = milliseconds
  let text = ""
  for (let position = 0; position < TIME_CHARACTERS; position++) {
    text = ALPHABET[rest % ALPHABET.length] + text
    rest = Math.floor(rest / ALPHABET.length)
  }
  return text
}
