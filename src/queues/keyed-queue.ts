/** Runs tasks of the same key one after another, and tasks of different keys at the same time. Works within one process. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>()

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve()
    const run = before.then(task, task)
    this.tails.set(key, run)
    try {
      return await run
    } finally {
      if (this.tails.get(key) === run) {
        this.tails.delete(key)
      }
    }
  }
}
