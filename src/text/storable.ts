/** What PostgreSQL cannot store: a NUL in no text, half of a surrogate pair not in JSON. */
export const UNSTORABLE = /\0|\p{Surrogate}/u
