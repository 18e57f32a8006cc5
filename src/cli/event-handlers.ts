import { EventEmitter } from "node:events"
import { setImmediate as turn } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"

/** The subscribers that events of this process set off in it. */
export type TrackedHandlers = {
  /** Resolves once all that were set off so far have ended. */
  settled: () => Promise<void>
}

/** The key that Medusa registers its event bus by. */
const EVENT_BUS = "event_bus"

/**
 * Keeps an eye on the subscribers of Medusa's local event bus, which runs them in this process and waits for none: what
 * they still have to do would be lost when the process ends. With another event bus the server or a worker runs them.
 */
export const trackEventHandlers = (container: Pick<MedusaContainer, "resolve">): TrackedHandlers => {
  const running = new Set<Promise<unknown>>()
  const emitter = emitterOf(container.resolve(EVENT_BUS, { allowUnregistered: true }))
  for (const name of emitter?.eventNames() ?? []) {
    for (const handler of emitter?.listeners(name) ?? []) {
      const tracked = (...args: unknown[]): void => {
        const run = Promise.resolve(Reflect.apply(handler, emitter, args)).catch(() => undefined)
        running.add(run)
        void run.then(() => running.delete(run))
      }
      emitter?.off(name, toListener(handler)).on(name, Object.assign(tracked, handler))
    }
  }
  return {
    async settled() {
      // An event is handed over a turn after it was emitted, and its handlers may emit others.
      for (await turn(); running.size; await turn()) {
        await Promise.allSettled(running)
      }
    },
  }
}

const emitterOf = (bus: unknown): EventEmitter | undefined =>
  typeof bus === "object" && bus !== null && "eventEmitter_" in bus && bus.eventEmitter_ instanceof EventEmitter ? bus.eventEmitter_ : undefined

const toListener = (handler: ReturnType<EventEmitter["listeners"]>[number]): ((...args: unknown[]) => void) =>
  handler as (...args: unknown[]) => void
