import { intercept, restoreIntercepted } from "../helpers/intercept"
import { isLong } from "../helpers/long"
import { quotesOf } from "../helpers/quotes"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { endOffer } from "../helpers/written-states"

/** The number of random races of each kind; all in `npm run test:long`. Interceptors bring about each order of events. */
const ROUNDS = isLong() ? 12 : 4

/** The rivals start at regular intervals, up to this long after the acceptance. */
const LATEST_MS = 84

describeShop("Accepting a quote while something else happens to it", { catalogue: true, verifiedBusinesses: 1 }, (shop) => {
  const quotes = quotesOf(shop)
  const orderCount = async (): Promise<number> => (await shop.rows('SELECT id FROM "order" WHERE deleted_at IS NULL')).length

  afterEach(restoreIntercepted)

  /** Each returns whether it took effect. */
  const RIVALS = {
    cancel: (token: string, id: string) => quotes.act(token, id, "cancel", {}).then(({ status }) => status === 200),
    "a new revision": (_token: string, id: string) => quotes.admin.send(id).then(({ status }) => status === 200),
    expiry: async (_token: string, id: string) => {
      await endOffer(shop, id)
      return (await quotes.service().expireDueQuotes(10)).length > 0
    },
  }
  const LOST = { status: 409, body: { code: expect.stringMatching(/^(quote_expired|invalid_quote_state|revision_superseded)$/) } }

  describe.each(["cancel", "a new revision", "expiry"] as const)("Accepting and %s at the same time", (rival) => {
    const offeredTo = ({ token }: SyncedCustomer) => quotes.offered(token, {}, { items: [{ sku: "MADE-1", quantity: 1 }] })

    it("is refused if the other comes first", async () => {
      const business = await shop.syncedBusiness("verified")
      const quote = await offeredTo(business)
      const won: boolean[] = []
      intercept(quotes.service().acceptances, "claim", async () => {
        won.push(await RIVALS[rival](business.token, quote.id))
      })

      expect(await quotes.accept(business.token, quote)).toMatchObject(LOST)
      expect(won).toEqual([true])
      expect(await orderCount()).toBe(0)
      expect(await quotes.read(business.token, quote.id)).toMatchObject({ order_id: null })
      expect(await shop.rows("SELECT id FROM bulk_order_placement")).toEqual([])
    })

    it.each(["open", "pay", "complete"])("succeeds if the other comes during the acceptance, at %s", async (moment) => {
      const business = await shop.syncedBusiness("verified")
      const quote = await offeredTo(business)
      const won: boolean[] = []
      intercept(shop.container.resolve("bulk_order").placements, moment, async () => {
        won.push(await RIVALS[rival](business.token, quote.id))
      })

      expect(await quotes.accept(business.token, quote)).toMatchObject({
        status: 200,
        body: { quote: { status: "accepted", revision: 1 } },
      })
      expect(won).toEqual([false])
      expect(await orderCount()).toBe(1)
    })

    it("has exactly one winner", async () => {
      const business = await shop.syncedBusiness("verified")
      for (let round = 0; round < ROUNDS; round++) {
        const quote = await offeredTo(business)
        const before = await orderCount()
        const [answer, rivalWon] = await Promise.all([
          quotes.accept(business.token, quote),
          new Promise((resolve) => setTimeout(resolve, (round * LATEST_MS) / ROUNDS)).then(() => RIVALS[rival](business.token, quote.id)),
        ])
        // The job skips a locked row and finds it in the next run.
        const wonLater = rival === "expiry" && (await quotes.service().expireDueQuotes(10)).length > 0
        const accepted = answer.status === 200
        expect(accepted).toBe(!(rivalWon || wonLater))
        expect(answer).toMatchObject(accepted ? { status: 200 } : LOST)
        expect((await orderCount()) - before).toBe(accepted ? 1 : 0)
        const { status, order_id } = await quotes.read(business.token, quote.id)
        expect(status === "accepted").toBe(accepted)
        expect(order_id === null).toBe(!accepted)
      }
    })
  })
})
