import { randomUUID } from "node:crypto"
import type { ClerkStandIn } from "clerk-stand-in"
import type { ClerkHistory } from "./clerk-events"

/** An event as Clerk's webhook carries it. */
export type ClerkEvent = { svix_id: string; type: string; data: { id: string } }

/** One delivery of an event. A forged one has someone else's signature, and would delete the user. */
export type Delivery = { event: ClerkEvent; forged: boolean }

const FOREIGN_SECRET = `whsec_${Buffer.from("the secret of somebody else").toString("base64")}`

/** Plays the users' histories at the stand-in for Clerk, and returns the events that it sends. */
export const liveAt = (clerk: ClerkStandIn, histories: readonly ClerkHistory[]): ClerkEvent[] =>
  histories.flatMap((history) => [...versionsAt(clerk, history), ...deletionAt(clerk, history)])

const versionsAt = (clerk: ClerkStandIn, { clerk_user_id: id, versions }: ClerkHistory): ClerkEvent[] =>
  versions.map((version, index) =>
    index === 0
      ? eventOf("user.created", clerk.users.create({ id, ...version, created_at: version.updated_at }))
      : eventOf("user.updated", clerk.users.update(id, version))
  )

const deletionAt = (clerk: ClerkStandIn, { clerk_user_id, deleted }: ClerkHistory): ClerkEvent[] =>
  deleted ? [eventOf("user.deleted", clerk.users.delete(clerk_user_id))] : []

const eventOf = (type: string, data: { id: string }): ClerkEvent => ({ svix_id: `msg_${randomUUID()}`, type, data })

/**
 * Sends a delivery to a shop, signed now, and returns the status of the answer.
 *
 * @throws if there is no answer
 */
export const send = async (clerk: ClerkStandIn, shopUrl: string, delivery: Delivery): Promise<number> => {
  const { body, headers } = signed(clerk, delivery)
  const answer = await fetch(`${shopUrl}/hooks/clerk`, { method: "POST", body, headers })
  await answer.arrayBuffer()
  return answer.status
}

/**
 * Returns body and headers of a delivery, signed now. A forged one has the `svix-id` of the genuine event beside it,
 * which it must not use up.
 */
export const signed = (clerk: ClerkStandIn, { event: { svix_id, type, data }, forged }: Delivery) =>
  forged
    ? clerk.webhooks.build("user.deleted", { id: data.id, object: "user", deleted: true }, { id: svix_id, secret: FOREIGN_SECRET })
    : clerk.webhooks.build(type, data, { id: svix_id })

/**
 * Returns this many deliveries in random order: each event one to three times, and some forged ones.
 *
 * @param random - returns numbers from 0 to below 1
 * @throws Error if this many events cannot make this many deliveries
 *
 * @example
 * const deliveries = manyDeliveries(events, { total: 10_000, forged: 200, random: seededRandom(1) })
 */
export const manyDeliveries = (
  events: readonly ClerkEvent[],
  { total, forged, random }: { total: number; forged: number; random: () => number }
): Delivery[] => {
  const repeats = total - forged - events.length
  if (repeats < 0 || repeats > events.length * 2 || forged > events.length) {
    throw new Error(`${events.length} events do not make ${total} deliveries.`)
  }
  const repeated = shuffled([...events, ...events], random).slice(0, repeats)
  const genuine = [...events, ...repeated].map((event) => ({ event, forged: false }))
  const others = shuffled(events, random)
    .slice(0, forged)
    .map((event) => ({ event, forged: true }))
  return shuffled([...genuine, ...others], random)
}

/** Returns a generator of numbers from 0 to below 1, reproducible by its seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
  items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)

/** Processes items in order, with a limited number at a time. */
export const inParallel = async <T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> => {
  const rest = items[Symbol.iterator]()
  const workers = Array.from({ length: limit }, async () => {
    for (const item of rest) {
      await work(item)
    }
  })
  await Promise.all(workers)
}
