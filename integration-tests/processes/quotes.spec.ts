import { randomUUID } from "node:crypto"
import { existsSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { type Answer, createHttpClient, type ErrorAnswer } from "../helpers/http"
import { abandonPlacements } from "../helpers/written-states"
import { openStockedShop, type ProcessShop, sendQuotes } from "./shop"

const STOP_FILE = path.join(os.tmpdir(), `quotes-${randomUUID()}-stop`)

const LINES = 40

/** Long enough for slow machines: a server takes ten seconds to start on an idle one. */
const LIMIT_MS = 600_000

/** `complete`: the order is complete, whether or not the quote is accepted yet. */
type Step = { after: string; complete?: boolean }

/** Each step that leaves more in the database. */
const STEPS: Step[] = [
  { after: "acceptances/claim" },
  { after: "create-direct-bulk-order/reserve-stock" },
  { after: "create-direct-bulk-order/create-order" },
  { after: "create-direct-bulk-order/authorize-payment-session-step" },
  { after: "create-direct-bulk-order/complete-placement", complete: true },
  { after: "acceptances/complete", complete: true },
  { after: "placements/finish", complete: true },
]

type Quote = { id: string; status: string; total: number; order_id: string | null; owner: string }
type Accepted = ErrorAnswer & { quote: Omit<Quote, "owner"> }
type Negotiation = { asks: Quote; forgets: Quote }

describe("A server that is killed during an acceptance", () => {
  let shop: ProcessShop
  let publishableKey: string
  let customers: { id: string }[]
  const negotiations = new Map<string, Negotiation>()

  const http = () =>
    createHttpClient(
      () => shop.url,
      () => publishableKey
    )
  const business = async () => {
    const user = shop.clerk.users.create({
      email: `${randomUUID()}@example.com`,
      unsafe_metadata: { accountType: "business", company: "Cedar" },
    })
    expect((await http().post("/store/customers/sync-role", { token: shop.clerk.mintToken(user.id) })).status).toBe(200)
    return user
  }
  const request = async ({ id: owner }: { id: string }): Promise<Quote> => {
    const items = Array.from({ length: LINES }, (_, number) => ({ sku: `PART-${number}`, quantity: 1 + (number % 3) }))
    const { status, body } = await http().post<Accepted>("/store/quotes/request", { token: shop.clerk.mintToken(owner), body: { items } })
    expect(status).toBe(201)
    return { ...body.quote, owner }
  }
  const read = async ({ id, owner }: Quote): Promise<Accepted["quote"]> =>
    (await http().get<Accepted>(`/store/quotes/${id}`, { token: shop.clerk.mintToken(owner) })).body.quote
  const accept = ({ id, owner }: Quote): Promise<Answer<Accepted>> =>
    http().post<Accepted>(`/store/quotes/${id}/accept`, {
      token: shop.clerk.mintToken(owner),
      body: { revision: 1, shipping_address: GERMAN_ADDRESS },
    })
  /** Stops an acceptance after a step, and returns the outcome of its request. */
  const stopAfter = async ({ after }: Step, quote: Quote): Promise<() => Promise<"interrupted" | number>> => {
    writeFileSync(STOP_FILE, after)
    const answer = accept(quote).then(
      ({ status }) => status,
      () => "interrupted" as const
    )
    await eventually(() => expect(existsSync(STOP_FILE)).toBe(false), LIMIT_MS / 4)
    return () => answer
  }
  const negotiationOf = ({ after }: Step): Negotiation => {
    const found = negotiations.get(after)
    if (!found) {
      throw new Error(`Nobody negotiates for ${after}.`)
    }
    return found
  }
  const ordersOf = ({ id }: Pick<Quote, "id">) =>
    shop.read<{ id: string; reserved: number; payments: number }>(`
      SELECT o.id,
        (SELECT sum(r.quantity)::int FROM reservation_item r JOIN order_item i ON i.item_id = r.line_item_id
         WHERE i.order_id = o.id AND r.deleted_at IS NULL) AS reserved,
        (SELECT count(*)::int FROM order_payment_collection l JOIN payment p ON p.payment_collection_id = l.payment_collection_id
         WHERE l.order_id = o.id AND l.deleted_at IS NULL AND p.canceled_at IS NULL) AS payments
      FROM "order" o WHERE o.metadata ->> 'quote_id' = '${id}'`)
  const expectOneOrder = async (quote: Quote) => {
    const { status, order_id } = await read(quote)
    expect(status).toBe("accepted")
    const units = Array.from({ length: LINES }, (_, number) => 1 + (number % 3)).reduce((sum, quantity) => sum + quantity, 0)
    expect(await ordersOf(quote)).toEqual([{ id: order_id, reserved: units, payments: 1 }])
  }

  beforeAll(async () => {
    shop = await openStockedShop("quotes", { SHARED_LOCKS: "true" })
    const [key] = await shop.read<{ token: string }>("SELECT token FROM api_key WHERE type = 'publishable' AND title = 'Web shop'")
    publishableKey = key.token
    await shop.start({ STOP_FILE })
    customers = [await business(), await business()]
    for (const { after } of STEPS) {
      negotiations.set(after, { asks: await request(customers[0]), forgets: await request(customers[1]) })
    }
    await sendQuotes(shop.url)
  }, LIMIT_MS)
  afterAll(async () => {
    await shop?.close()
    rmSync(STOP_FILE, { force: true })
  })

  describe("and restarted", () => {
    let outcomes: ("interrupted" | number)[]
    let leftBehind: { quote: Pick<Quote, "status" | "order_id">; orders: { id: string }[] }[]
    // One kill interrupts the acceptances of all steps, because a server takes ten seconds to start.
    beforeAll(async () => {
      const answers: (() => Promise<"interrupted" | number>)[] = []
      for (const step of STEPS) {
        const { asks, forgets } = negotiationOf(step)
        answers.push(await stopAfter(step, asks), await stopAfter(step, forgets))
      }
      await shop.kill()
      outcomes = await Promise.all(answers.map((answer) => answer()))
      leftBehind = []
      for (const { id } of STEPS.flatMap((step) => Object.values(negotiationOf(step)))) {
        const [quote] = await shop.read<Quote>(`SELECT status, order_id FROM quote WHERE id = '${id}'`)
        leftBehind.push({ quote, orders: await ordersOf({ id }) })
      }
      // Ends the leases.
      await abandonPlacements({ rows: shop.read })
      await shop.start({ STOP_FILE })
    }, LIMIT_MS)

    it("has answered no request", () => {
      expect(outcomes).toEqual(STEPS.flatMap(() => ["interrupted", "interrupted"]))
    })

    it("has left no quote accepted without an order", () => {
      expect(leftBehind).toHaveLength(2 * STEPS.length)
      for (const { quote, orders } of leftBehind) {
        expect(quote).toEqual(quote.order_id === null ? { status: "sent", order_id: null } : { status: "accepted", order_id: orders[0].id })
      }
    })

    it.each(STEPS)(
      "leaves one order when the request is repeated, interrupted after $after",
      async (step) => {
        const { asks } = negotiationOf(step)
        const { status, body } = await accept(asks)
        expect({ step, status, code: body.code }).toEqual({
          step,
          status: step.complete ? 409 : 200,
          code: step.complete ? "invalid_quote_state" : undefined,
        })
        await expectOneOrder(asks)
      },
      LIMIT_MS
    )
  })

  it(
    "leaves an acceptance that the job finishes or undoes without another request",
    async () => {
      await eventually(
        async () => expect(await shop.read("SELECT id FROM bulk_order_placement WHERE status <> 'done'")).toEqual([]),
        LIMIT_MS / 2
      )

      expect(await shop.read("SELECT id FROM quote WHERE accepting_id IS NOT NULL")).toEqual([])
      for (const step of STEPS) {
        const { forgets } = negotiationOf(step)
        if (step.complete) {
          await expectOneOrder(forgets)
        } else {
          expect({ step, quote: await read(forgets) }).toMatchObject({ step, quote: { status: "sent", order_id: null } })
          expect(await ordersOf(forgets)).toEqual([])
        }
      }
      expect(
        await shop.read(`SELECT l.id FROM inventory_level l WHERE l.reserved_quantity <>
                       (SELECT coalesce(sum(r.quantity), 0) FROM reservation_item r
                        WHERE r.inventory_item_id = l.inventory_item_id AND r.deleted_at IS NULL)`)
      ).toEqual([])
    },
    LIMIT_MS
  )

  it(
    "leaves a quote that can be accepted after the job has undone the order",
    async () => {
      for (const step of STEPS.filter(({ complete }) => !complete)) {
        const { forgets } = negotiationOf(step)
        expect((await accept(forgets)).status).toBe(200)
        await expectOneOrder(forgets)
      }
    },
    LIMIT_MS
  )
})
