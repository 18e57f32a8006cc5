/** Returns the message of whatever was thrown. If none of a host's addresses answers, the messages are in the parts. */
export const messageOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) {
    return String(error)
  }
  if ("errors" in error && Array.isArray(error.errors) && error.errors.length && !("message" in error && error.message)) {
    return messageOf(error.errors[0])
  }
  return "message" in error && typeof error.message === "string" && error.message ? error.message : String(error)
}
