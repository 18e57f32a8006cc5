import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { eventually } from "./eventually"

export type RecordedEvent = { name: string; data: unknown }

/** The events that the app has emitted since `reset()`. */
export type EventRecorder = {
  list: (prefix?: string) => RecordedEvent[]
  /** Names of the events about one customer, in order. */
  namesFor: (customerId: string, prefix?: string) => string[]
  /** Resolves once all events emitted so far have arrived, so that a test can say that there were no more. */
  settle: () => Promise<void>
  reset: () => void
}

/** Listens to everything on the app's event bus. */
export const recordEvents = (container: MedusaContainer): EventRecorder => {
  let events: RecordedEvent[] = []
  container.resolve(Modules.EVENT_BUS).subscribe("*", async ({ name, data }: RecordedEvent) => {
    events.push({ name, data })
  })
  const list = (prefix = "customer_role.") => events.filter(({ name }) => name.startsWith(prefix))
  return {
    list,
    namesFor: (customerId, prefix) =>
      list(prefix)
        .filter(({ data }) => JSON.stringify(data).includes(JSON.stringify(customerId)))
        .map(({ name }) => name),
    async settle() {
      const id = randomUUID()
      await container.resolve(Modules.EVENT_BUS).emit({ name: "harness.settled", data: { id } })
      await eventually(() => {
        if (!list("harness.settled").some(({ data }) => JSON.stringify(data).includes(id))) {
          throw new Error("The event bus has not delivered its last event")
        }
      })
    },
    reset() {
      events = []
    },
  }
}
