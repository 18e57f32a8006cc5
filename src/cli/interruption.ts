/** One Ctrl-C arrives twice: from the terminal and from npx. */
const SAME_KEY_MS = 1_000

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

/** A request to stop the command. */
export type Interruption = {
  readonly signal: AbortSignal
  /** Returns the exit code of an interrupted process, or 0. */
  exitCode: () => number
  /** Restores the usual effect of signals. */
  release: () => void
}

/** Aborts after the current page on the first signal, and at once on a later one. */
export const watchForInterruption = (tell: (text: string) => void): Interruption => {
  const controller = new AbortController()
  let code = 0
  let asked = 0
  const onSignal = (name: keyof typeof EXIT_CODES): void => {
    if (!controller.signal.aborted) {
      code = EXIT_CODES[name]
      asked = Date.now()
      tell("\nStopping after the current page. Press Ctrl-C again to stop at once; finished work is kept.")
      controller.abort()
    } else if (Date.now() - asked > SAME_KEY_MS) {
      process.exit(code)
    }
  }
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal)
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => void process.off("SIGINT", onSignal).off("SIGTERM", onSignal),
  }
}
