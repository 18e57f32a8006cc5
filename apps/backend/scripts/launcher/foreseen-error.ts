/** Something that is wrong with the surroundings. Its message says what to do, and is all that is printed. */
export class ForeseenError extends Error {
  override name = "ForeseenError"
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
