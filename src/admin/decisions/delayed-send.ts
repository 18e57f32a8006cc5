/** The time in which a decision can be cancelled. */
export const CANCEL_WINDOW_MS = 5_000

/** What a delayed send needs of the clock. */
export type Clock = {
  setTimeout: (run: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}

/** A value that is sent after a delay, unless it is cancelled. */
export type DelayedSend<Value> = {
  /** Starts the delay. Sends a value that still waits first. */
  start: (value: Value) => void
  /** Drops the waiting value and returns it. */
  cancel: () => Value | undefined
  /** Sends the waiting value at once. Does nothing if none waits. */
  flush: () => void
}

/**
 * Creates a {@link DelayedSend}. Each value that is not cancelled is sent exactly once.
 *
 * @example
 * const waiting = delayedSend({ delayMs: 5_000, clock: window, send: decide })
 * waiting.start(decision)
 */
export const delayedSend = <Value>({
  delayMs,
  clock,
  send,
}: {
  delayMs: number
  clock: Clock
  send: (value: Value) => void
}): DelayedSend<Value> => {
  let waiting: { value: Value; timer: number } | undefined
  const take = (): { value: Value } | undefined => {
    const taken = waiting
    waiting = undefined
    if (taken) {
      clock.clearTimeout(taken.timer)
    }
    return taken
  }
  const flush = () => {
    const taken = take()
    if (taken) {
      send(taken.value)
    }
  }
  return {
    start: (value) => {
      flush()
      waiting = { value, timer: clock.setTimeout(flush, delayMs) }
    },
    cancel: () => take()?.value,
    flush,
  }
}
