import { performance } from "node:perf_hooks"
import { setTimeout as pause } from "node:timers/promises"
import { type Delivery, inParallel, signed } from "../../integration-tests/model/deliveries"
import type { InsertTimes } from "../app/src/api/bench/insert/route"
import { post } from "../guard/shop"
import type { BenchContext } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { createSender, type Message } from "./sender"
import type { WebhookShop } from "./shop"

export const AT_A_TIME = 20

const WEBHOOKS = "/hooks/clerk"
const ROUNDS = 10
/** The baselines are many times as fast. */
const INSERTS_PER_DELIVERY = 2
const QUIET_LIMIT_MS = 60_000

/** The cases that take turns: the webhooks and their baselines. */
export type CaseName = "webhooks" | "insert over HTTP" | "insert"

/** Milliseconds of each operation, and seconds of all together. */
export type Times = { each: number[]; seconds: number }

/** The times of each case over all rounds, and of deliveries by kind. */
export type Measured = { times: Map<CaseName, Times>; kinds: Map<DeliveryKind, number[]> }

/** The first delivery of an event, a repeated one, or one with a bad signature. */
export type DeliveryKind = "first" | "repeated" | "forged"

/** Sends all deliveries in order, 20 at a time, in rounds. In between, it runs at least as many bare inserts. */
export const measure = async (shop: WebhookShop, deliveries: readonly Delivery[], { say }: BenchContext): Promise<Measured> => {
  const sender = createSender(shop.port)
  const kinds = new Map<DeliveryKind, number[]>([
    ["first", []],
    ["repeated", []],
    ["forged", []],
  ])
  const sent = new Set<string>()
  const size = Math.ceil(deliveries.length / ROUNDS)
  const inserts = size * INSERTS_PER_DELIVERY
  let next = 0

  const deliver = async (delivery: Delivery): Promise<number> => {
    const kind = kindOf(delivery, sent)
    const { status, ms } = await sender.post(WEBHOOKS, signed(shop.clerk, delivery))
    if (status !== (delivery.forged ? 401 : 200)) {
      throw new Error(`A ${kind} delivery was answered with ${status}.`)
    }
    kinds.get(kind)?.push(ms)
    return ms
  }
  const insertOverHttp = async (message: Message): Promise<number> => {
    const { status, ms } = await sender.post("/bench/delivery", message)
    if (status !== 200) {
      throw new Error(`An insert was answered with ${status}.`)
    }
    return ms
  }
  const rounds: Record<CaseName, () => Promise<Times>> = {
    async webhooks() {
      const block = deliveries.slice(next, next + size)
      next += size
      const times = await timed(block, deliver)
      await quiet(shop)
      return times
    },
    "insert over HTTP": () =>
      timed(
        someOf(deliveries, inserts).map((delivery) => signed(shop.clerk, delivery)),
        insertOverHttp
      ),
    async insert() {
      const { each, all } = await post<InsertTimes>(shop.port, "/bench/insert", { rows: inserts, at_a_time: AT_A_TIME })
      return { each, seconds: all / 1000 }
    },
  }
  try {
    say(`${deliveries.length} deliveries, ${AT_A_TIME} at a time, and bare inserts in between: ${ROUNDS} rounds`)
    const found = await inTurn(["webhooks", "insert over HTTP", "insert"], { rounds: ROUNDS, withinMs: Infinity }, (name) => rounds[name]())
    return { times: new Map([...found].map(([name, blocks]) => [name, together(blocks)])), kinds }
  } finally {
    sender.close()
  }
}

const kindOf = ({ event: { svix_id }, forged }: Delivery, sent: Set<string>): DeliveryKind => {
  if (forged) {
    return "forged"
  }
  const kind = sent.has(svix_id) ? "repeated" : "first"
  sent.add(svix_id)
  return kind
}

const timed = async <T>(items: readonly T[], work: (item: T) => Promise<number>): Promise<Times> => {
  const each: number[] = []
  const begun = performance.now()
  await inParallel(items, AT_A_TIME, async (item) => {
    each.push(await work(item))
  })
  return { each, seconds: (performance.now() - begun) / 1000 }
}

/** Returns a number of items, repeating them if there are fewer. */
const someOf = <T>(items: readonly T[], count: number): T[] =>
  Array.from({ length: Math.ceil(count / items.length) }, () => items)
    .flat()
    .slice(0, count)

const together = (blocks: readonly Times[]): Times => ({
  each: blocks.flatMap(({ each }) => each),
  seconds: blocks.reduce((sum, { seconds }) => sum + seconds, 0),
})

/** Waits until the webhooks' changes are written to Clerk, so that this does not slow the inserts down. */
const quiet = async ({ read }: WebhookShop): Promise<void> => {
  for (const end = performance.now() + QUIET_LIMIT_MS; performance.now() < end; await pause(50)) {
    const [due] = await read<{ count: number }>("SELECT count(*)::int AS count FROM clerk_write_back WHERE due_at <= now()")
    if (!due?.count) {
      return
    }
  }
}
