/** How many jobs a queue accepts. */
export type TurnQueueLimits = {
  /** How many jobs run at the same time. */
  atOnce: number
  /** How many jobs of one owner run at the same time. Jobs of other owners overtake the rest. @default any number */
  atOncePerOwner?: number
  /** How many jobs may wait. The queue refuses more. */
  mostWaiting: number
  /** How many jobs of one owner may run or wait. @default any number */
  mostPerOwner?: number
}

/** How long a job waits, and for whom it runs. */
export type Turn = {
  waitAtMostSeconds: number
  /** The customer that the job belongs to. @default nobody, so that no limit per owner applies */
  owner?: string
}

type Waiting = { owner?: string; enter: () => void }

/** Runs a few jobs at a time. The others wait for their turn in order of arrival. Works within one process. */
export class TurnQueue {
  private readonly waiting: Waiting[] = []
  private readonly running: (string | undefined)[] = []

  constructor(private readonly limits: TurnQueueLimits) {}

  /**
   * Runs a job when its turn comes. Refuses it if too many jobs wait, if its owner has too many, or if its turn does not
   * come in time.
   *
   * @throws the error that `onRefusal` returns, and whatever the job throws
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
