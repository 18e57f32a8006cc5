import { randomUUID } from "node:crypto"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { type Answer, createHttpClient, type ErrorAnswer } from "../helpers/http"
import { hasRedis, type RedisProcess, startRedis } from "../setup/redis-process"
import { openStockedShop, type ProcessShop, sendQuotes } from "./shop"

/** Long enough for any machine: three servers start here, each in ten seconds on an idle one. */
const LIMIT_MS = 600_000

const ORDERS = 24

type Item = { sku: string; quantity: number }
type Customer = { id: string }
type Placed = ErrorAnswer & { order: { id: string }; quote: { id: string; status: string } }

/** Long enough that no order is refused because the machine is slow. */
const PATIENCE = { WAIT_AT_MOST_SECONDS: "300" }

const TWO: Item[] = ["PART-0", "PART-1"].map((sku) => ({ sku, quantity: 1 }))

/** Returns three of five articles, another three each time, and in another order. */
const threeOfFive = (number: number): Item[] =>
  [0, 1, 2].map((step) => ({ sku: `PART-${(number * 2 + step * (1 + (number % 2))) % 5}`, quantity: 1 })).sort(() => (number % 2 ? 1 : -1))

const PROVIDERS = [
  { name: "locking-redis", runs: hasRedis() ? describe : describe.skip },
  { name: "locking-postgres", runs: describe },
]

for (const { name, runs } of PROVIDERS) {
  runs(`Three servers that share ${name}`, () => {
    let redis: RedisProcess | undefined
    let shop: ProcessShop
    let urls: string[]
    let publishableKey: string
    let customers: Customer[]

    beforeAll(async () => {
      redis = name === "locking-redis" ? await startRedis() : undefined
      shop = await openStockedShop("overlapping", { ...PATIENCE, ...(redis ? { REDIS_LOCKS: redis.url } : { SHARED_LOCKS: "true" }) })
      const [key] = await shop.read<{ token: string }>("SELECT token FROM api_key WHERE type = 'publishable' AND title = 'Web shop'")
      publishableKey = key.token
      // Both paths run at the same time and share the stock.
      urls = [
        ...(await Promise.all([
          shop.start({ BULK_ORDERS_PATH: "direct" }).then(() => shop.url),
          shop.startAnother({ BULK_ORDERS_PATH: "direct" }),
          shop.startAnother({ BULK_ORDERS_PATH: "core" }),
        ])),
      ]
      customers = await Promise.all(Array.from({ length: 3 }, business))
    }, LIMIT_MS)
    afterAll(async () => {
      await shop?.close()
      await redis?.stop()
    }, LIMIT_MS)

    const http = (url: string) =>
      createHttpClient(
        () => url,
        () => publishableKey
      )
    const business = async (): Promise<Customer> => {
      const user = shop.clerk.users.create({
        email: `${randomUUID()}@example.com`,
        unsafe_metadata: { accountType: "business", company: "Cedar" },
      })
      expect((await http(shop.url).post("/store/customers/sync-role", { token: shop.clerk.mintToken(user.id) })).status).toBe(200)
      return user
    }
    /** Sends each request to another server, for another customer than the last. */
    const ask = (number: number, path: string, body: object): Promise<Answer<Placed>> =>
      http(urls[number % 3]).post<Placed>(path, { token: shop.clerk.mintToken(customers[(number >> 1) % 3].id), body })
    const order = (number: number, items: Item[]) =>
      ask(number, "/store/orders/create-bulk?fields=id", { items, shipping_address: GERMAN_ADDRESS })
    const outcomesOf = (answers: Answer<Placed>[]) =>
      answers.map(({ status, body }) => (status === 201 ? "placed" : `${status} ${body.code}`))
    const placed = (count: number) => Array.from({ length: count }, () => "placed")
    const reserved = async (sku: string): Promise<{ levels: number; reservations: number }> => {
      const [row] = await shop.read<{ levels: number; reservations: number }>(`
        SELECT (SELECT sum(l.reserved_quantity)::int FROM inventory_level l WHERE l.inventory_item_id = i.id) AS levels,
          (SELECT coalesce(sum(r.quantity), 0)::int FROM reservation_item r WHERE r.inventory_item_id = i.id AND r.deleted_at IS NULL) AS reservations
        FROM inventory_item i WHERE i.sku = '${sku}'`)
      return row
    }

    it(
      "places every order of the same two articles",
      async () => {
        const answers = await Promise.all(
          Array.from({ length: ORDERS }, (_, number) => order(number, number % 2 ? TWO : [...TWO].reverse()))
        )

        expect(outcomesOf(answers)).toEqual(placed(ORDERS))
        expect(await reserved("PART-0")).toEqual({ levels: ORDERS, reservations: ORDERS })
      },
      LIMIT_MS
    )

    it(
      "places every order of three of five articles",
      async () => {
        const answers = await Promise.all(Array.from({ length: ORDERS }, (_, number) => order(number, threeOfFive(number))))

        expect(outcomesOf(answers)).toEqual(placed(ORDERS))
      },
      LIMIT_MS
    )

    it(
      "places as many as the stock allows, and refuses the others for that reason alone",
      async () => {
        const items = [
          { sku: "RARE-1", quantity: 1 },
          { sku: "PART-0", quantity: 1 },
        ]
        const answers = await Promise.all(Array.from({ length: 9 }, (_, number) => order(number, items)))

        expect(outcomesOf(answers).sort()).toEqual([...Array.from({ length: 6 }, () => "400 bulk_order_invalid"), ...placed(3)])
        expect(await reserved("RARE-1")).toEqual({ levels: 3, reservations: 3 })
      },
      LIMIT_MS
    )

    it(
      "places the orders of all accepted quotes of the same two articles",
      async () => {
        const requested = await Promise.all(
          Array.from({ length: ORDERS / 2 }, (_, number) => ask(number, "/store/quotes/request", { items: TWO }))
        )
        const quotes = requested.map(({ body }) => body.quote)
        await sendQuotes(shop.url)

        const answers = await Promise.all(
          quotes.map(({ id }, number) => ask(number, `/store/quotes/${id}/accept`, { revision: 1, shipping_address: GERMAN_ADDRESS }))
        )
        expect(answers.map(({ status, body }) => (status === 200 ? body.quote.status : `${status} ${body.code}`))).toEqual(
          quotes.map(() => "accepted")
        )
      },
      LIMIT_MS
    )

    it(
      "leaves no lock behind",
      async () => {
        const [{ count }] = await shop.read<{ count: number }>("SELECT count(*)::int AS count FROM locking")
        expect({ count, keys: (await redis?.keys("medusa_lock:*")) ?? [] }).toEqual({ count: 0, keys: [] })
      },
      LIMIT_MS
    )
  })
}
