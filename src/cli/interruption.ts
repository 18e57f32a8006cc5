/** Ctrl-C comes twice: from the terminal, and from npx around us. */
const SAME_KEY_MS = 1_000

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

/** Whether somebody wants the command to stop. */
export type Interruption = {
  readonly signal: AbortSignal
  /** What the process then ends with; 0 where nobody wants it to. */
  exitCode: () => number
  /** Signals mean what they usually mean again. */
  release: () => void
}

/** Lets the first signal end the work after the page under way, and a later one end it at once. */
export const watchForInterruption = (tell: (text: string) => void): Interruption => {
  const controller = new AbortController()
  let code = 0
  let asked = 0
  const onSignal = (name: keyof typeof EXIT_CODES): void => {
    if (!controller.signal.aborted) {
      code = EXIT_CODES[name]
      asked = Date.now()
      tell("\nFinishing the page under way. Ctrl-C again stops at once; what is done stays done.")
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
