import { liveAt, manyDeliveries, seededRandom, signed } from "../../integration-tests/model/deliveries"
import { manyClerkHistories, renamed } from "../../integration-tests/model/histories"
import type { Bench } from "../lib/result"
import { checkEnd } from "./check"
import { measure } from "./measure"
import { report } from "./report"
import { createSender } from "./sender"
import { openShop, type WebhookShop } from "./shop"

const SEED = 20_261_122
const USUAL = { users: 500, events: 10, deliveries: 10_000, warmUpUsers: 50 }
const QUICK = { users: 30, events: 10, deliveries: 600, warmUpUsers: 2 }
const FORGED = 0.02

/** Measures the cost of Clerk's webhooks in any order and with repetitions. */
export const webhooksBench: Bench = {
  name: "webhooks",
  about: "Clerk's webhooks, shuffled and repeated, compared with a bare insert; the final state is compared with a model",
  async run(context) {
    const { users, events: eventsEach, deliveries: total, warmUpUsers } = context.quick ? QUICK : USUAL
    const shop = await openShop(context)
    const others = renamed(manyClerkHistories({ seed: SEED - 1, users: warmUpUsers, events: 3 }), "before")
    const othersEvents = await warmUp(shop, others)

    const histories = manyClerkHistories({ seed: SEED, users, events: eventsEach })
    const events = liveAt(shop.clerk, histories)
    const deliveries = manyDeliveries(events, { total, forged: total * FORGED, random: seededRandom(SEED) })
    const measured = await measure(shop, deliveries, context)
    await checkEnd(shop, [...others, ...histories], [...othersEvents, ...events])
    return report(measured, { deliveries: total, events: events.length, users })
  },
}

/** Lets compilers and caches settle, with other users. */
const warmUp = async (shop: WebhookShop, histories: Parameters<typeof liveAt>[1]) => {
  const sender = createSender(shop.port)
  const events = liveAt(shop.clerk, histories)
  for (const event of events) {
    await sender.post("/hooks/clerk", signed(shop.clerk, { event, forged: false }))
    await sender.post("/bench/delivery", signed(shop.clerk, { event, forged: false }))
  }
  sender.close()
  return events
}
