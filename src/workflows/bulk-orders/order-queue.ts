/** Lets a few jobs run at a time and the others wait for their turn, in the order they came. */
export class OrderQueue {
  private readonly waiting: (() => void)[] = []
  private running = 0

  constructor(
    private readonly atOnce: number,
    private readonly waitAtMostMs: number
  ) {}

  /**
   * Runs a job when its turn comes; gives up where that takes too long.
   *
   * @throws what `onTimeout` gives, and what the job throws
   *
   * @example
   * const order = await queue.run(() => placeOrder(), () => new CustomerRoleError("busy"))
   */
  async run<T>(job: () => Promise<T>, onTimeout: () => Error): Promise<T> {
    await this.turn(onTimeout)
    try {
      return await job()
    } finally {
      const next = this.waiting.shift()
      if (next) {
        next()
      } else {
        this.running -= 1
      }
    }
  }

  private async turn(onTimeout: () => Error): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1)
        reject(onTimeout())
      }, this.waitAtMostMs)
      this.waiting.push(enter)
    })
  }
}

/**
 * Orders and carts of many lines. Each is seconds of work for process and database. Many at once slow each other down
 * until Medusa's workflows fail to record their steps, and starve the rest of the shop.
 */
export const bulkOrderQueue = new OrderQueue(4, 30_000)
