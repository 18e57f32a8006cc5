/** A stream that can be a terminal. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean }

/** The command's output: results go to one stream, messages to the other. */
export type Terminal = {
  /** Prints a result. */
  print: (text: string) => void
  /** Prints a message to the person at the terminal. */
  tell: (text: string) => void
  /** Whether results may have colours. */
  readonly colours: boolean
  /** The stream of `tell` and the progress bar. */
  readonly messages: Output
}

/** @example const terminal = createTerminal((text) => process.stdout.write(text), process.stderr) */
export const createTerminal = (writeResult: (text: string) => unknown, messages: Output, colours = false): Terminal => ({
  colours,
  print: (text) => void writeResult(`${text}\n`),
  tell: (text) => void messages.write(`${text}\n`),
  messages,
})
