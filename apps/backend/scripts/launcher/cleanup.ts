/** Stops everything at the end, in reverse order of starting. */
export type Cleanup = {
  add(stop: () => Promise<void>): void
  isEmpty(): boolean
  run(): Promise<void>
}

export function createCleanup(): Cleanup {
  const stops: (() => Promise<void>)[] = []
  let ended = false
  return {
    add(stop) {
      stops.push(stop)
      if (ended) {
        void stop()
      }
    },
    isEmpty: () => stops.length === 0,
    async run() {
      ended = true
      for (let stop = stops.pop(); stop; stop = stops.pop()) {
        await stop().catch(() => undefined)
      }
    },
  }
}
