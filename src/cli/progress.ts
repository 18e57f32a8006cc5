import { SingleBar } from "cli-progress"
import { formatCount } from "./format"
import type { Output } from "./terminal"

/** How often a log gets a line. */
const LINE_EVERY_MS = 5_000

/** The progress so far. */
export type Step = { done: number; total: number; text: string }

/** Shows progress: as a bar in a terminal, elsewhere as a line every five seconds. */
export type Progress = { show: (step: Step) => void; end: () => void }

/**
 * @example
 * const progress = createProgress(process.stderr)
 * progress.show({ done: 500, total: 20_000, text: "498 in order" })
 */
export const createProgress = (output: Output, now: () => number = Date.now): Progress =>
  output.isTTY ? createBar(output) : createLines(output, now)

const createBar = (stream: Output): Progress => {
  const bar = new SingleBar({
    stream,
    format: "  {bar} {percentage}% | {done} of {all} | {text} | {eta_formatted} left",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 30,
    etaBuffer: 50,
    hideCursor: true,
    clearOnComplete: true,
    // `watchForInterruption` handles Ctrl-C.
    gracefulExit: false,
  })
  let started = false
  // Restores the cursor if the process exits early.
  const stop = (): void => bar.stop()
  return {
    show({ done, total, text }) {
      const payload = { done: formatCount(done), all: formatCount(total), text }
      if (started) {
        bar.setTotal(Math.max(total, done))
        bar.update(done, payload)
      } else {
        started = true
        process.once("exit", stop)
        bar.start(Math.max(total, done), done, payload)
      }
    },
    end() {
      if (started) {
        process.off("exit", stop)
        stop()
      }
    },
  }
}

const createLines = (output: Output, now: () => number): Progress => {
  let last = now()
  return {
    show({ done, total, text }) {
      if (now() - last >= LINE_EVERY_MS) {
        last = now()
        output.write(`${formatCount(done)} of ${formatCount(Math.max(total, done))} | ${text}\n`)
      }
    },
    end: () => undefined,
  }
}
