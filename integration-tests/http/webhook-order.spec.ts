import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { isLong } from "../helpers/long"
import { describeShop } from "../helpers/shop"
import { expectedEnd } from "../model/clerk-events"
import { type ClerkEvent, type Delivery, inParallel, liveAt, send } from "../model/deliveries"
import { readDeliveries, readDuplicates, readEndState } from "../model/end-state"
import { clerkHistories, renamed } from "../model/histories"

const RUNS = isLong() ? 20 : 6
/** Time limit for shrinking a failing example. */
const SEARCH_LIMIT_MS = 240_000
const AT_A_TIME = 20
const USERS = 4
const EVENTS = 6

const DEALT_WITH = { outcome: expect.stringMatching(/^(applied|ignored)$/), finished: true }

/** When each copy of an event is sent; the smallest example sends them in order. */
type Turns = { genuine: number[]; forged: number[] }

const turn = fc.nat({ max: 1_000 })
const turns: fc.Arbitrary<Turns> = fc.record({
  genuine: fc.array(turn, { minLength: 1, maxLength: 3 }),
  forged: fc.tuple(fc.nat({ max: 4 }), turn).map(([chance, at]) => (chance === 4 ? [at] : [])),
})

const inTurn = (events: readonly ClerkEvent[], turnsOf: readonly Turns[]): Delivery[] =>
  events
    .flatMap((event, index) => [
      ...turnsOf[index].genuine.map((at) => ({ at, event, forged: false })),
      ...turnsOf[index].forged.map((at) => ({ at, event, forged: true })),
    ])
    .sort((a, b) => a.at - b.at)

describeShop("Webhooks in any order", {}, (shop) => {
  it("leave the same result as in order, however often each is sent", async () => {
    const examples = fc.record({
      histories: clerkHistories({ users: USERS, events: EVENTS }),
      turnsOf: fc.array(turns, { minLength: USERS * EVENTS, maxLength: USERS * EVENTS, size: "max" }),
    })
    await fc.assert(
      fc.asyncProperty(examples, async ({ histories, turnsOf }) => {
        const run = `user_${randomUUID().replaceAll("-", "")}`
        const users = renamed(histories, run)
        const events = liveAt(shop.clerk, users)
        const deliveries = inTurn(events, turnsOf)
        const answers: number[] = []

        await inParallel(deliveries, AT_A_TIME, async (delivery) => {
          answers[deliveries.indexOf(delivery)] = await send(shop.clerk, shop.baseUrl, delivery)
        })

        expect(answers).toEqual(deliveries.map(({ forged }) => (forged ? 401 : 200)))
        expect(await endStateOf(run)).toEqual(expectedEnd(users))
        expect(await deliveriesOf(events)).toEqual(events.map(({ svix_id }) => ({ svix_id, ...DEALT_WITH })))
        expect(await readDuplicates(shop.rows)).toEqual([])
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: SEARCH_LIMIT_MS }
    )
  }, 300_000)

  const endStateOf = async (run: string) => {
    const { rows, tombstones } = await readEndState(shop.rows)
    return {
      rows: rows.filter(({ clerk_user_id }) => clerk_user_id.startsWith(run)),
      tombstones: tombstones.filter((id) => id.startsWith(run)),
    }
  }

  const deliveriesOf = async (events: readonly ClerkEvent[]) => {
    const recorded = new Map((await readDeliveries(shop.rows)).map((record) => [record.svix_id, record]))
    return events.map(({ svix_id }) => recorded.get(svix_id))
  }
})
