/** A stream that may be a terminal. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean }

/** Where the command speaks: results go to one stream, what is going on to the other. */
export type Terminal = {
  /** Prints a result. */
  print: (text: string) => void
  /** Tells the person at the terminal what is going on. */
  tell: (text: string) => void
  /** Where `tell` and the progress bar go. */
  readonly messages: Output
}

/** @example const terminal = createTerminal((text) => process.stdout.write(text), process.stderr) */
export const createTerminal = (writeResult: (text: string) => unknown, messages: Output): Terminal => ({
  print: (text) => void writeResult(`${text}\n`),
  tell: (text) => void messages.write(`${text}\n`),
  messages,
})
