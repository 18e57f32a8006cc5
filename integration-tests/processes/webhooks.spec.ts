import { eventually } from "../helpers/eventually"
import { expectedEnd } from "../model/clerk-events"
import { type Delivery, inParallel, liveAt, manyDeliveries, seededRandom } from "../model/deliveries"
import { readDeliveries, readDuplicates, readEndState } from "../model/end-state"
import { manyClerkHistories } from "../model/histories"
import { openShop, type ProcessShop } from "./shop"

const SEED = 3
const DELIVERIES = 300
const AT_A_TIME = 20
const KILL_AFTER = 100
/** Retries unacknowledged deliveries, as Clerk does: while the server is down, and after that. */
const PATIENCE_MS = 90_000

describe("A server that is killed in the middle of 300 webhooks", () => {
  let shop: ProcessShop
  beforeAll(async () => {
    shop = await openShop("webhooks")
    await shop.start()
  }, 120_000)
  afterAll(() => shop?.close())

  it("loses nothing and does nothing twice, once the rest has been delivered", async () => {
    const histories = manyClerkHistories({ seed: SEED, users: 25, events: 6 })
    const events = liveAt(shop.clerk, histories)
    const deliveries = manyDeliveries(events, { total: DELIVERIES, forged: 10, random: seededRandom(SEED) })
    const answers: (number | undefined)[] = []
    let restarted: Promise<void> | undefined
    const deliver = async (delivery: Delivery) => {
      const status = await shop.send(delivery)
      answers.push(status)
      if (answers.length === KILL_AFTER) {
        restarted = shop.kill().then(() => shop.start())
      }
      expect(status).toBe(delivery.forged ? 401 : 200)
    }

    await inParallel(deliveries, AT_A_TIME, (delivery) => eventually(() => deliver(delivery), PATIENCE_MS))
    await restarted

    expect(new Set(answers)).toEqual(new Set([200, 401, undefined]))
    expect(await readEndState(shop.read)).toEqual(expectedEnd(histories))
    expect(await readDuplicates(shop.read)).toEqual([])
    const records = await readDeliveries(shop.read)
    expect(records.map(({ svix_id }) => svix_id).sort()).toEqual(events.map(({ svix_id }) => svix_id).sort())
    expect(records.filter(({ finished, outcome }) => !finished || !["applied", "ignored"].includes(outcome))).toEqual([])
  }, 120_000)
})
