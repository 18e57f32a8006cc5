/** A problem with the environment, not with the code. Only its message is printed, so it says what to do. */
export class ForeseenError extends Error {
  override name = "ForeseenError"
}

/** Returns the message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
