import { randomUUID } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { type Answer, createHttpClient, type ErrorAnswer } from "../helpers/http"
import { abandonPlacements } from "../helpers/written-states"
import { openStockedShop, PARTS, type ProcessShop } from "./shop"

const PATH = "/store/orders/create-bulk"
const SCRATCH = path.join(os.tmpdir(), `bulk-orders-${randomUUID()}`)
const STOP_FILE = `${SCRATCH}-stop`
const TOLD_FILE = `${SCRATCH}-told`

const LINES = PARTS / 2
const CORE_LINES = 10

/** Long enough for any machine: a server takes ten seconds to start on an idle one. */
const LIMIT_MS = 600_000

type Step = { path: "direct" | "core"; after: string; complete?: boolean }

const direct = (step: string): Step => ({ path: "direct", after: `create-direct-bulk-order/${step}` })
const core = (after: string): Step => ({ path: "core", after })
const complete = (step: Step): Step => ({ ...step, complete: true })

/** Each step that leaves more in the database or emits something. */
const STEPS: Step[] = [
  direct("reserve-stock"),
  direct("create-order"),
  direct("create-payment-collection"),
  direct("register-promotion-usage"),
  direct("create-remote-links"),
  direct("open-payment-session"),
  direct("hold-placement"),
  direct("authorize-payment-session-step"),
  { path: "direct", after: "hooks/orderCreated" },
  complete({ path: "direct", after: "placements/finish" }),
  complete(direct("complete-placement")),
  core("create-bulk-order/open-payment-session"),
  core("complete-cart/create-orders"),
  core("complete-cart/authorize-payment-session-step"),
  complete(core("create-bulk-order/complete-placement")),
]

const PATHS = ["direct", "core"] as const

type Placed = ErrorAnswer & { order: { id: string } }
type Item = { sku: string; quantity: number }
type Order = { id: string; lines: number; reserved: number; payment_collections: number; payments: number }

const basket = (first: number, lines: number): Item[] =>
  Array.from({ length: lines }, (_, number) => ({ sku: `PART-${first + number}`, quantity: 1 + (number % 3) }))

/**
 * The lines of a step's two customers. On Medusa's path no two orders share parts, because an interrupted order blocks
 * other bulk orders of its parts until it is settled.
 */
const basketsOf = (step: Step): { asks: Item[]; forgets: Item[] } => {
  const [first, lines] = step.path === "core" ? [STEPS.indexOf(step) * CORE_LINES, CORE_LINES] : [0, LINES]
  return { asks: basket(first, lines), forgets: basket(LINES + first, lines) }
}

const unitsOf = (items: Item[]): number => items.reduce((sum, { quantity }) => sum + quantity, 0)

const purchaseOrder = (who: string, { path, after }: Step): string => `${who} ${path} ${after}`

describe("A server that is killed during a bulk order", () => {
  let shop: ProcessShop
  let publishableKey: string
  let customers: { id: string }[]
  const start = (path: Step["path"]) => shop.start({ STOP_FILE, BULK_ORDERS_PATH: path })
  beforeAll(async () => {
    shop = await openStockedShop("bulk_orders", { SHARED_LOCKS: "true", TOLD_FILE })
    const [key] = await shop.read<{ token: string }>("SELECT token FROM api_key WHERE type = 'publishable' AND title = 'Web shop'")
    publishableKey = key.token
    await start("direct")
    customers = [await business(), await business()]
  }, LIMIT_MS)
  afterAll(async () => {
    await shop?.close()
    rmSync(STOP_FILE, { force: true })
    rmSync(TOLD_FILE, { force: true })
  })

  const http = (url = shop.url) =>
    createHttpClient(
      () => url,
      () => publishableKey
    )
  const business = async () => {
    const user = shop.clerk.users.create({
      email: `${randomUUID()}@example.com`,
      unsafe_metadata: { accountType: "business", company: "Cedar" },
    })
    const { status } = await http().post("/store/customers/sync-role", { token: shop.clerk.mintToken(user.id) })
    expect(status).toBe(200)
    return user
  }
  type Request = { customer: { id: string }; items: Item[]; purchase_order_number: string; key?: string; url?: string }
  const place = ({ customer, items, purchase_order_number, key, url }: Request): Promise<Answer<Placed>> =>
    http(url).post<Placed>(`${PATH}?fields=id`, {
      token: shop.clerk.mintToken(customer.id),
      body: { items, shipping_address: GERMAN_ADDRESS, purchase_order_number },
      headers: key === undefined ? {} : { "idempotency-key": key },
    })
  /** Stops an order after a step, and returns the outcome of its request. */
  const stopAfter = async (step: Step, request: Request): Promise<() => Promise<"interrupted" | Placed>> => {
    writeFileSync(STOP_FILE, step.after)
    const answer = place(request).then(
      ({ body }) => body,
      () => "interrupted" as const
    )
    await eventually(() => expect(existsSync(STOP_FILE)).toBe(false), LIMIT_MS / 4)
    return () => answer
  }
  /** Returns how often the shop's own subscriber received an order's event. */
  const eventCountOf = (orderId: string): number => ordersTold().filter((id) => id === orderId).length
  const ordersTold = (): string[] => (existsSync(TOLD_FILE) ? readFileSync(TOLD_FILE, "utf8").trim().split("\n") : [])

  /** Returns the orders with a purchase order number, and their rows in other tables. */
  const ordersOf = (purchaseOrderNumber: string) =>
    shop.read<Order>(`
      SELECT o.id,
        (SELECT count(*)::int FROM order_item i WHERE i.order_id = o.id) AS lines,
        (SELECT sum(r.quantity)::int FROM reservation_item r JOIN order_item i ON i.item_id = r.line_item_id
         WHERE i.order_id = o.id AND r.deleted_at IS NULL) AS reserved,
        (SELECT count(*)::int FROM order_payment_collection l WHERE l.order_id = o.id AND l.deleted_at IS NULL) AS payment_collections,
        (SELECT count(*)::int FROM order_payment_collection l JOIN payment p ON p.payment_collection_id = l.payment_collection_id
         WHERE l.order_id = o.id AND l.deleted_at IS NULL AND p.canceled_at IS NULL) AS payments
      FROM "order" o WHERE o.metadata ->> 'purchase_order_number' = '${purchaseOrderNumber}'`)
  const completeOrder = (items: Item[]): Order => ({
    id: expect.any(String),
    lines: items.length,
    reserved: unitsOf(items),
    payment_collections: 1,
    payments: 1,
  })
  /** Ends the leases. */
  const abandon = () => abandonPlacements({ rows: shop.read })

  const asksAgain = (step: Step): Request => ({
    customer: customers[0],
    items: basketsOf(step).asks,
    purchase_order_number: purchaseOrder("asks again", step),
    key: step.after,
  })
  const forgets = (step: Step): Request => ({
    customer: customers[1],
    items: basketsOf(step).forgets,
    purchase_order_number: purchaseOrder("forgets", step),
  })

  // One kill interrupts the orders of all steps, because a server takes ten seconds to start.
  for (const path of PATHS) {
    const steps = STEPS.filter((step) => step.path === path)

    describe(`and restarted, on the ${path} path`, () => {
      let outcomes: ("interrupted" | Placed)[]
      beforeAll(async () => {
        if (path !== PATHS[0]) {
          await shop.kill()
          await start(path)
        }
        const answers: (() => Promise<"interrupted" | Placed>)[] = []
        for (const step of steps) {
          answers.push(await stopAfter(step, asksAgain(step)), await stopAfter(step, forgets(step)))
        }
        await shop.kill()
        outcomes = await Promise.all(answers.map((answer) => answer()))
        await abandon()
        await start(path)
      }, LIMIT_MS)

      it("has answered no request", () => {
        expect(outcomes).toEqual(steps.flatMap(() => ["interrupted", "interrupted"]))
      })

      it.each(steps)(
        "places the order once when the request is repeated, interrupted after $after",
        async (step) => {
          const asks = asksAgain(step)
          const { status, body } = await place(asks)
          expect({ step, status, body }).toMatchObject({ status: step.complete ? 200 : 201, body: { order: { id: expect.any(String) } } })
          expect(await ordersOf(asks.purchase_order_number)).toEqual([{ ...completeOrder(asks.items), id: body.order.id }])
          expect(await place(asks)).toMatchObject({ status: 200, body })
        },
        LIMIT_MS
      )
    })
  }

  describe("and another server of the same shop", () => {
    let urls: string[]
    beforeAll(async () => {
      urls = [shop.url, await shop.startAnother()]
    }, LIMIT_MS)

    it(
      "never sell more than the stock between them",
      async () => {
        const items = [
          { sku: "RARE-1", quantity: 1 },
          { sku: "BOLT-10", quantity: 1 },
        ]
        const statuses = await Promise.all(
          Array.from({ length: 8 }, (_, number) =>
            eventually(async () => {
              const { status } = await place({
                customer: customers[number % 2],
                items,
                purchase_order_number: "rare",
                url: urls[(number >> 1) % 2],
              })
              expect(status).not.toBe(503)
              return status
            }, LIMIT_MS / 2)
          )
        )

        expect(statuses.sort()).toEqual([201, 201, 201, 400, 400, 400, 400, 400])
        expect(await ordersOf("rare")).toHaveLength(3)
        expect(
          await shop.read(`SELECT l.stocked_quantity::int AS stocked, l.reserved_quantity::int AS reserved FROM inventory_level l
                         JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku = 'RARE-1'`)
        ).toEqual([{ stocked: 3, reserved: 3 }])
      },
      LIMIT_MS
    )

    it(
      "place one order for a key, whichever of them gets the requests",
      async () => {
        const request = { customer: customers[0], items: basket(0, 20), purchase_order_number: "one key", key: "both" }
        // A server answers 409 if the other server's order takes too long; the client then repeats the request.
        const placed = (url: string) =>
          eventually(async () => {
            const answer = await place({ ...request, url })
            expect(answer.body.code).not.toBe("request_in_progress")
            return answer
          }, LIMIT_MS / 2)
        const answers = await Promise.all([...urls, ...urls].map(placed))

        expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
        expect(new Set(answers.map(({ body }) => body.order.id)).size).toBe(1)
        expect(await ordersOf("one key")).toEqual([completeOrder(request.items)])
      },
      LIMIT_MS
    )
  })

  it(
    "finishes or undoes orders that no request repeats",
    async () => {
      await eventually(
        async () => expect(await shop.read("SELECT id FROM bulk_order_placement WHERE status <> 'done'")).toEqual([]),
        LIMIT_MS / 2
      )

      for (const step of STEPS) {
        const orders = await ordersOf(purchaseOrder("forgets", step))
        expect({ step, orders }).toEqual({ step, orders: step.complete ? [completeOrder(basketsOf(step).forgets)] : [] })
      }
    },
    LIMIT_MS
  )

  it("leaves nothing behind of orders that it undid", async () => {
    const left = async (sql: string): Promise<Record<string, unknown>[]> => shop.read(sql)

    expect(
      await left(`SELECT r.id FROM reservation_item r WHERE r.deleted_at IS NULL
                  AND NOT EXISTS (SELECT 1 FROM order_item i JOIN "order" o ON o.id = i.order_id WHERE i.item_id = r.line_item_id)`)
    ).toEqual([])
    expect(
      await left(`SELECT l.id FROM inventory_level l WHERE l.reserved_quantity <>
                  (SELECT coalesce(sum(r.quantity), 0) FROM reservation_item r
                   WHERE r.inventory_item_id = l.inventory_item_id AND r.deleted_at IS NULL)`)
    ).toEqual([])
    for (const table of ["payment_collection", "payment_session", "payment"]) {
      const collection = table === "payment_collection" ? "id" : "payment_collection_id"
      expect(
        await left(`SELECT t.id FROM ${table} t WHERE t.deleted_at IS NULL AND NOT EXISTS
                    (SELECT 1 FROM order_payment_collection l JOIN "order" o ON o.id = l.order_id
                     WHERE l.payment_collection_id = t.${collection} AND l.deleted_at IS NULL)`)
      ).toEqual([])
    }
    expect(await left("SELECT id FROM cart WHERE deleted_at IS NULL AND completed_at IS NULL")).toEqual([])
    expect(
      await left(`SELECT id FROM cart_address a WHERE deleted_at IS NULL AND NOT EXISTS
                  (SELECT 1 FROM cart WHERE a.id IN (shipping_address_id, billing_address_id))`)
    ).toEqual([])
    expect(await left(`SELECT id FROM order_line_item i WHERE NOT EXISTS (SELECT 1 FROM order_item o WHERE o.item_id = i.id)`)).toEqual([])
    expect(await left("SELECT id FROM locking WHERE owner_id LIKE 'bulk_%'")).toEqual([])
  })

  it("emits an event for each order, and for no other", async () => {
    const orders = await shop.read<{ id: string }>('SELECT id FROM "order"')
    await eventually(() => expect(new Set(ordersTold())).toEqual(new Set(orders.map(({ id }) => id))))

    for (const step of STEPS.filter(({ after }) => after !== "placements/finish")) {
      for (const who of ["asks again", "forgets"]) {
        const [order] = await ordersOf(purchaseOrder(who, step))
        expect({ step, who, told: order ? eventCountOf(order.id) : 1 }).toEqual({ step, who, told: 1 })
      }
    }
  })

  it("counts the promotion for each order, with few exceptions", async () => {
    const [{ orders }] = await shop.read<{ orders: number }>("SELECT count(*)::int AS orders FROM order_promotion WHERE deleted_at IS NULL")
    const [{ used }] = await shop.read<{ used: number }>("SELECT used::int AS used FROM promotion_campaign_budget")
    // A use that was counted but not yet recorded beside the order stays counted, and so does every use on Medusa's path.
    const mayStay = 2 * STEPS.filter(({ path, after }) => path === "core" || after.endsWith("register-promotion-usage")).length

    expect(used).toBeGreaterThanOrEqual(orders)
    expect(used).toBeLessThanOrEqual(orders + mayStay)
  })
})
