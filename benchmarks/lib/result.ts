/** A result of a benchmark: one line of `--json`. */
export type Result = {
  bench: string
  case: string
  /** The plugin's figure. */
  value: number
  unit: string
  /** The name of the baseline. */
  vs: string
  /** The plugin's figure divided by the baseline's. */
  ratio: number
}

/** The results of a benchmark: for programs, and the same formatted for people. */
export type Report = { results: Result[]; text: string }

/** What a benchmark receives when it runs. */
export type BenchContext = {
  cleanup: Cleanup
  /** Prints progress for the person at the terminal. */
  say: (line: string) => void
  /** Does a fraction of the work, to check that everything runs. The figures mean little. */
  quick: boolean
}

/** A benchmark. */
export type Bench = { name: string; about: string; run: (context: BenchContext) => Promise<Report> }

/** Stops everything at the end, in reverse order of starting. */
export type Cleanup = { add: (stop: () => Promise<unknown>) => void; run: () => Promise<void> }

export const createCleanup = (): Cleanup => {
  const stops: (() => Promise<unknown>)[] = []
  return {
    add: (stop) => void stops.push(stop),
    async run() {
      for (let stop = stops.pop(); stop; stop = stops.pop()) {
        await stop().catch(() => undefined)
      }
    },
  }
}
