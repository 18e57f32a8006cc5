import { appendFileSync } from "node:fs"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

/** Writes down of which orders the shop's subscribers have been told, in a file that outlives the process. */
export default async function notePlacedOrder({ event }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (process.env.TOLD_FILE) {
    appendFileSync(process.env.TOLD_FILE, `${event.data.id}\n`)
  }
}

export const config: SubscriberConfig = { event: "order.placed" }
