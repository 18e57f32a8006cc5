import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

export type RecordedEvent = { name: string; data: unknown }

const PATIENCE_MS = 10_000

/** The events that the app has emitted since `reset()`. */
export type EventRecorder = {
  list: (prefix?: string) => RecordedEvent[]
  /** Names of the events about one customer, in order. */
  namesFor: (customerId: string, prefix?: string) => string[]
  /** Resolves once all events emitted so far have arrived, so that a test can assert that there are no others. */
  settle: () => Promise<void>
  reset: () => void
}

/** Records every event on the app's event bus. */
export const recordEvents = (container: MedusaContainer): EventRecorder => {
  let events: RecordedEvent[] = []
  const arrivals = new Map<string, () => void>()
  container.resolve(Modules.EVENT_BUS).subscribe("*", async ({ name, data }: RecordedEvent) => {
    events.push({ name, data })
    arrivals.get(JSON.stringify(data))?.()
  })
  const list = (prefix = "customer_role.") => events.filter(({ name }) => name.startsWith(prefix))
  return {
    list,
    namesFor: (customerId, prefix) =>
      list(prefix)
        .filter(({ data }) => JSON.stringify(data).includes(JSON.stringify(customerId)))
        .map(({ name }) => name),
    async settle() {
      const data = { id: randomUUID() }
      const key = JSON.stringify(data)
      const arrival = new Promise<void>((resolve) => arrivals.set(key, resolve))
      await container.resolve(Modules.EVENT_BUS).emit({ name: "harness.settled", data })
      await withinReason(arrival, "The event bus has not delivered its last event")
      arrivals.delete(key)
    },
    reset() {
      events = []
    },
  }
}

const withinReason = async (arrival: Promise<void>, complaint: string): Promise<void> => {
  let impatience: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    impatience = setTimeout(() => reject(new Error(complaint)), PATIENCE_MS)
  })
  await Promise.race([arrival, late])
  clearTimeout(impatience)
}
