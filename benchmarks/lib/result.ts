/** A finding of a benchmark: one line of `--json`. */
export type Result = {
  bench: string
  case: string
  /** Ours. */
  value: number
  unit: string
  /** What it is held against. */
  vs: string
  /** Ours divided by the other's. */
  ratio: number
}

/** What a benchmark hands back: findings for programs, the same laid out for people. */
export type Report = { results: Result[]; text: string }

/** How a benchmark is run. */
export type BenchContext = {
  cleanup: Cleanup
  /** Tells the person at the terminal what is going on. */
  say: (line: string) => void
  /** A fraction of the usual work: shows that everything runs, its figures mean little. */
  quick: boolean
}

/** A benchmark. */
export type Bench = { name: string; about: string; run: (context: BenchContext) => Promise<Report> }

/** What has to be stopped at the end, the last started first. */
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
