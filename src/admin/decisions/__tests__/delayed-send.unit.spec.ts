import { CANCEL_WINDOW_MS, type Clock, delayedSend } from "../delayed-send"

/** A clock that moves only when told to. */
const stoppedClock = (): Clock & { advance: (ms: number) => void } => {
  let now = 0
  let last = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  return {
    setTimeout: (run, ms) => {
      timers.set(++last, { at: now + ms, run })
      return last
    },
    clearTimeout: (timer) => void timers.delete(timer),
    advance: (ms) => {
      now += ms
      for (const [timer, { at, run }] of [...timers]) {
        if (at <= now) {
          timers.delete(timer)
          run()
        }
      }
    },
  }
}

const setUp = () => {
  const clock = stoppedClock()
  const sent: string[] = []
  return { clock, sent, waiting: delayedSend<string>({ delayMs: CANCEL_WINDOW_MS, clock, send: (value) => void sent.push(value) }) }
}

describe("a decision that can be cancelled", () => {
  it("is sent after five seconds, and once", () => {
    const { clock, sent, waiting } = setUp()
    waiting.start("verify")
    clock.advance(4_999)
    expect(sent).toEqual([])
    clock.advance(1)
    expect(sent).toEqual(["verify"])
    waiting.flush()
    clock.advance(60_000)
    expect(sent).toEqual(["verify"])
  })

  it("is never sent once it is cancelled, and comes back with its note", () => {
    const { clock, sent, waiting } = setUp()
    waiting.start("reject: the tax ID belongs to another name")
    expect(waiting.cancel()).toBe("reject: the tax ID belongs to another name")
    waiting.flush()
    clock.advance(60_000)
    expect(sent).toEqual([])
    expect(waiting.cancel()).toBeUndefined()
  })

  it("is sent at once when the page is left, and not again when its time is up", () => {
    const { clock, sent, waiting } = setUp()
    waiting.start("verify")
    clock.advance(1_000)
    waiting.flush()
    expect(sent).toEqual(["verify"])
    clock.advance(60_000)
    expect(sent).toEqual(["verify"])
  })

  it("is sent before the next decision begins to wait", () => {
    const { clock, sent, waiting } = setUp()
    waiting.start("first")
    clock.advance(4_000)
    waiting.start("second")
    expect(sent).toEqual(["first"])
    clock.advance(4_000)
    expect(sent).toEqual(["first"])
    clock.advance(1_000)
    expect(sent).toEqual(["first", "second"])
  })
})
