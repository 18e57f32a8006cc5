/** How much a queue takes on. */
export type TurnQueueLimits = {
  /** Jobs that run at a time. */
  atOnce: number
  /** Jobs of one owner that run at a time; his others let those behind them go first. @default any number */
  atOncePerOwner?: number
  /** Jobs that may wait; more are refused at once. */
  mostWaiting: number
  /** Jobs of one owner that may run or wait. @default any number */
  mostPerOwner?: number
}

/** What a job asks for. */
export type Turn = {
  /** How long it may wait for its turn. */
  waitAtMostSeconds: number
  /** Whose it is. @default nobody's */
  owner?: string
}

type Waiting = { owner?: string; enter: () => void }

/** Lets a few jobs run at a time and the others wait for their turn, in the order they came. */
export class TurnQueue {
  private readonly waiting: Waiting[] = []
  private readonly running: (string | undefined)[] = []

  constructor(private readonly limits: TurnQueueLimits) {}

  /**
   * Runs a job when its turn comes; gives up where that takes too long, where too many wait, or where its owner has too
   * many already.
   *
   * @throws what `onRefusal` gives, and what the job throws
   *
   * @example
   * const order = await queue.run(() => placeOrder(), () => new CustomerRoleError("busy"), { waitAtMostSeconds: 30, owner: "cus_123" })
   */
  async run<T>(job: () => Promise<T>, onRefusal: () => Error, { waitAtMostSeconds, owner }: Turn): Promise<T> {
    await this.turn(onRefusal, waitAtMostSeconds, owner)
    try {
      return await job()
    } finally {
      this.running.splice(this.running.indexOf(owner), 1)
      this.letNextIn()
    }
  }

  private async turn(onRefusal: () => Error, waitAtMostSeconds: number, owner: string | undefined): Promise<void> {
    const { mostWaiting, mostPerOwner = Infinity } = this.limits
    if (owner !== undefined && this.runningOf(owner) + this.waiting.filter((other) => other.owner === owner).length >= mostPerOwner) {
      throw onRefusal()
    }
    if (this.hasRoomFor(owner)) {
      this.running.push(owner)
      return
    }
    if (this.waiting.length >= mostWaiting) {
      throw onRefusal()
    }
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        owner,
        enter: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1)
        reject(onRefusal())
      }, waitAtMostSeconds * 1000)
      this.waiting.push(waiting)
    })
  }

  private letNextIn(): void {
    const position = this.waiting.findIndex(({ owner }) => this.hasRoomFor(owner))
    const [next] = position < 0 ? [] : this.waiting.splice(position, 1)
    if (next) {
      this.running.push(next.owner)
      next.enter()
    }
  }

  private hasRoomFor(owner: string | undefined): boolean {
    const { atOnce, atOncePerOwner = Infinity } = this.limits
    return this.running.length < atOnce && (owner === undefined || this.runningOf(owner) < atOncePerOwner)
  }

  private runningOf(owner: string): number {
    return this.running.filter((other) => other === owner).length
  }
}
