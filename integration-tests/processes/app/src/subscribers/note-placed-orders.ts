import { appendFileSync } from "node:fs"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

/** Logs each `order.placed` event to a file that survives the process. */
export default async function notePlacedOrder({ event }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (process.env.TOLD_FILE) {
    appendFileSync(process.env.TOLD_FILE, `${event.data.id}\n`)
  }
}

export const config: SubscriberConfig = { event: "order.placed" }
