/** How much a queue takes on. */
export type OrderQueueLimits = {
  /** Jobs that run at a time. */
  atOnce: number
  /** Jobs that may wait; more are refused at once. */
  mostWaiting: number
  /** Jobs of one owner that may run or wait. @default any number */
  mostPerOwner?: number
}

/** What a job asks for. */
export type OrderQueueJob = {
  /** How long it may wait for its turn. */
  waitAtMostSeconds: number
  /** Whose it is. @default nobody's */
  owner?: string
}

/** Lets a few jobs run at a time and the others wait for their turn, in the order they came. */
export class OrderQueue {
  private readonly waiting: (() => void)[] = []
  private readonly jobsOf = new Map<string, number>()
  private running = 0

  constructor(private readonly limits: OrderQueueLimits) {}

  /**
   * Runs a job when its turn comes; gives up where that takes too long, where too many wait, or where its owner has too
   * many already.
   *
   * @throws what `onRefusal` gives, and what the job throws
   *
   * @example
   * const order = await queue.run(() => placeOrder(), () => new CustomerRoleError("busy"), { waitAtMostSeconds: 30, owner: "cus_123" })
   */
  async run<T>(job: () => Promise<T>, onRefusal: () => Error, { waitAtMostSeconds, owner }: OrderQueueJob): Promise<T> {
    const inTurn = () => this.runInTurn(job, onRefusal, waitAtMostSeconds)
    return owner === undefined ? inTurn() : this.runOwned(inTurn, onRefusal, owner)
  }

  private async runOwned<T>(inTurn: () => Promise<T>, onRefusal: () => Error, owner: string): Promise<T> {
    const jobs = this.jobsOf.get(owner) ?? 0
    if (jobs >= (this.limits.mostPerOwner ?? Infinity)) {
      throw onRefusal()
    }
    this.jobsOf.set(owner, jobs + 1)
    try {
      return await inTurn()
    } finally {
      const left = (this.jobsOf.get(owner) ?? 1) - 1
      if (left > 0) {
        this.jobsOf.set(owner, left)
      } else {
        this.jobsOf.delete(owner)
      }
    }
  }

  private async runInTurn<T>(job: () => Promise<T>, onRefusal: () => Error, waitAtMostSeconds: number): Promise<T> {
    await this.turn(onRefusal, waitAtMostSeconds)
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

  private async turn(onRefusal: () => Error, waitAtMostSeconds: number): Promise<void> {
    if (this.running < this.limits.atOnce) {
      this.running += 1
      return
    }
    if (this.waiting.length >= this.limits.mostWaiting) {
      throw onRefusal()
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1)
        reject(onRefusal())
      }, waitAtMostSeconds * 1000)
      this.waiting.push(enter)
    })
  }
}

/**
 * Orders of many lines. Each is seconds of work for process and database. Many at once slow each other down until
 * Medusa's workflows fail to record their steps, and starve the rest of the shop.
 */
export const bulkOrderQueue = new OrderQueue({ atOnce: 4, mostWaiting: 200 })

/** Carts of many lines. Whoever says that he is a business can fill them, so that they have turns of their own. */
export const bulkCartQueue = new OrderQueue({ atOnce: 2, mostWaiting: 100, mostPerOwner: 2 })
