import { EventEmitter } from "node:events"
import { setImmediate as turn } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"

/** The event handlers running in this process. */
export type TrackedHandlers = {
  /** Resolves once all running handlers, and those that they trigger, have ended. */
  settled: () => Promise<void>
}

/** The container key of Medusa's event bus. */
const EVENT_BUS = "event_bus"

/**
 * Tracks the handlers of Medusa's local event bus. It runs them in this process without waiting for them, so that an exit
 * would cut them off. Other event buses run them in the server or a worker.
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
      // The bus delivers an event one turn after it is emitted, and its handlers may emit more.
      for (await turn(); running.size; await turn()) {
        await Promise.allSettled(running)
      }
    },
  }
}

const emitterOf = (bus: unknown): EventEmitter | undefined =>
  typeof bus === "object" && bus !== null && "eventEmitter_" in bus && bus.eventEmitter_ instanceof EventEmitter
    ? bus.eventEmitter_
    : undefined

const toListener = (handler: ReturnType<EventEmitter["listeners"]>[number]): ((...args: unknown[]) => void) =>
  handler as (...args: unknown[]) => void
