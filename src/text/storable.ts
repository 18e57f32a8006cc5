/** Matches what PostgreSQL cannot store: NUL in any text, and half a surrogate pair in JSON. */
export const UNSTORABLE = /\0|\p{Surrogate}/u
