import { useEffect, useRef, useState } from "react"
import { CANCEL_WINDOW_MS, type DelayedSend, delayedSend } from "./delayed-send"

const CLOCK = {
  setTimeout: (run: () => void, ms: number): number => window.setTimeout(run, ms),
  clearTimeout: (timer: number): void => window.clearTimeout(timer),
}

/** A value that waits, and how many seconds are left. */
export type Waiting<Value> = { value: Value; seconds: number }

/**
 * Sends values after five seconds. Leaving the page, inside the dashboard or away from it, sends a waiting value at once.
 *
 * @example
 * const { waiting, start, cancel, flush } = useDelayedSend((decision: Decision) => void send(decision))
 */
export const useDelayedSend = <Value>(
  send: (value: Value) => void
): Omit<DelayedSend<Value>, "start"> & { start: (value: Value) => void; waiting: Waiting<Value> | undefined } => {
  const [waiting, setWaiting] = useState<Waiting<Value>>()
  const latestSend = useRef(send)
  latestSend.current = send
  const [sender] = useState(() =>
    delayedSend<Value>({
      delayMs: CANCEL_WINDOW_MS,
      clock: CLOCK,
      send: (value) => {
        setWaiting(undefined)
        latestSend.current(value)
      },
    })
  )

  useEffect(() => {
    window.addEventListener("pagehide", sender.flush)
    return () => {
      window.removeEventListener("pagehide", sender.flush)
      sender.flush()
    }
  }, [sender])

  const isWaiting = waiting !== undefined
  useEffect(() => {
    if (!isWaiting) {
      return
    }
    const ticking = window.setInterval(
      () => setWaiting((current) => current && { ...current, seconds: Math.max(1, current.seconds - 1) }),
      1_000
    )
    return () => window.clearInterval(ticking)
  }, [isWaiting])

  return {
    waiting,
    start: (value) => {
      sender.start(value)
      setWaiting({ value, seconds: CANCEL_WINDOW_MS / 1_000 })
    },
    cancel: () => {
      setWaiting(undefined)
      return sender.cancel()
    },
    flush: sender.flush,
  }
}
