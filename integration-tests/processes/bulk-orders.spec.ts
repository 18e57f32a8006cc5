import { randomUUID } from "node:crypto"
import { rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { eventually } from "../helpers/eventually"
import { type Answer, createHttpClient, type ErrorAnswer } from "../helpers/http"
import type { Crash } from "./app/crash"
import { openShop, type ProcessShop } from "./shop"

const PATH = "/store/orders/create-bulk"
const CRASH_FILE = path.join(os.tmpdir(), `bulk-order-crash-${randomUUID()}`)

const LINES = 200
const CORE_LINES = 10

type Step = { path: "direct" | "core"; after: string; complete?: boolean }

const direct = (step: string): Step => ({ path: "direct", after: `create-direct-bulk-order/${step}` })
const core = (after: string): Step => ({ path: "core", after })

/** Each step after which something more is in the database. */
const STEPS: Step[] = [
  direct("reserve-stock"),
  direct("create-order"),
  direct("create-payment-collection"),
  direct("create-remote-links"),
  direct("open-payment-session"),
  direct("authorize-payment-session-step"),
  { path: "direct", after: "placements/finish", complete: true },
  core("create-bulk-order/open-payment-session"),
  core("complete-cart/create-orders"),
  core("complete-cart/authorize-payment-session-step"),
]

type Placed = ErrorAnswer & { order: { id: string } }
type Item = { sku: string; quantity: number }
type Order = { id: string; lines: number; reserved: number; payment_collections: number; payments: number }

const basket = (first: number, lines: number): Item[] =>
  Array.from({ length: lines }, (_, number) => ({ sku: `PART-${first + number}`, quantity: 1 + (number % 3) }))

/**
 * What the two customers of a step order, never the same parts: on Medusa's path an interrupted order keeps other bulk
 * orders of its parts waiting until it is settled.
 */
const basketsOf = (step: Step): { asks: Item[]; forgets: Item[] } => {
  const lines = step.path === "core" ? CORE_LINES : LINES
  return { asks: basket(0, lines), forgets: basket(LINES + (step.path === "core" ? STEPS.indexOf(step) * lines : 0), lines) }
}

const unitsOf = (items: Item[]): number => items.reduce((sum, { quantity }) => sum + quantity, 0)

const purchaseOrder = (who: string, { path, after }: Step): string => `${who} ${path} ${after}`

describe("A server that is killed in the midst of a bulk order", () => {
  let shop: ProcessShop
  let publishableKey: string
  let customers: { id: string }[]
  let running: Step["path"]
  const start = async (path: Step["path"]) => {
    await shop.start({ CRASH_FILE, BULK_ORDERS_PATH: path })
    running = path
  }
  beforeAll(async () => {
    shop = await openShop("bulk_orders", { SHARED_LOCKS: "true" })
    await shop.exec("./seed-catalogue.ts", String(2 * LINES))
    const [key] = await shop.read<{ token: string }>("SELECT token FROM api_key WHERE type = 'publishable' AND title = 'Web shop'")
    publishableKey = key.token
    await start("direct")
    customers = [await business(), await business()]
  }, 240_000)
  afterAll(async () => {
    rmSync(CRASH_FILE, { force: true })
    await shop?.close()
  })

  const http = (url = shop.url) => createHttpClient(() => url, () => publishableKey)
  const business = async () => {
    const user = shop.clerk.users.create({ email: `${randomUUID()}@example.com`, unsafe_metadata: { accountType: "business", company: "Cedar" } })
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
  const interrupted = (request: Request): Promise<"interrupted" | Placed> =>
    place(request).then(({ body }) => body, () => "interrupted" as const)

  /** The orders of a purchase order number, and what belongs to each of them. */
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
  /** As though the lease had run out. */
  const abandon = () => shop.read("UPDATE bulk_order_placement SET leased_until = now() - interval '1 second' WHERE status <> 'done'")

  it.each(STEPS)("places the order once for who asks again: $path path, after $after", async (step) => {
    if (running !== step.path) {
      await shop.kill()
      await start(step.path)
    }
    const asks = {
      customer: customers[0],
      items: basketsOf(step).asks,
      purchase_order_number: purchaseOrder("asks again", step),
      key: step.after,
    }
    const forgets = { customer: customers[1], items: basketsOf(step).forgets, purchase_order_number: purchaseOrder("forgets", step) }
    const crash: Crash = { after: step.after, arrivals: 2 }
    writeFileSync(CRASH_FILE, JSON.stringify(crash))
    expect(await Promise.all([interrupted(asks), interrupted(forgets)])).toEqual(["interrupted", "interrupted"])

    await abandon()
    await start(step.path)
    const { status, body } = await place(asks)

    expect({ status, body }).toMatchObject({ status: step.complete ? 200 : 201, body: { order: { id: expect.any(String) } } })
    expect(await ordersOf(asks.purchase_order_number)).toEqual([{ ...completeOrder(asks.items), id: body.order.id }])
    expect(await place(asks)).toMatchObject({ status: 200, body })
  }, 180_000)

  it("finishes or undoes by itself what nobody asks for again", async () => {
    await eventually(async () => expect(await shop.read("SELECT id FROM bulk_order_placement WHERE status <> 'done'")).toEqual([]), 150_000)

    for (const step of STEPS) {
      const orders = await ordersOf(purchaseOrder("forgets", step))
      expect({ step, orders }).toEqual({ step, orders: step.complete ? [completeOrder(basketsOf(step).forgets)] : [] })
    }
  }, 180_000)

  it("has left nothing behind of what was undone", async () => {
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
    expect(
      await left(`SELECT id FROM order_line_item i WHERE NOT EXISTS (SELECT 1 FROM order_item o WHERE o.item_id = i.id)`)
    ).toEqual([])
    expect(await left("SELECT id FROM locking WHERE owner_id LIKE 'bulk_%'")).toEqual([])
  })

  describe("and another server of the same shop", () => {
    let urls: string[]
    beforeAll(async () => {
      urls = [shop.url, await shop.startAnother()]
    }, 120_000)

    it("never sells more than there is between them", async () => {
      const items = [{ sku: "RARE-1", quantity: 1 }, { sku: "BOLT-10", quantity: 1 }]
      const statuses = await Promise.all(
        Array.from({ length: 8 }, (_, number) =>
          eventually(async () => {
            const { status } = await place({ customer: customers[number % 2], items, purchase_order_number: "rare", url: urls[(number >> 1) % 2] })
            expect(status).not.toBe(503)
            return status
          }, 60_000)
        )
      )

      expect(statuses.sort()).toEqual([201, 201, 201, 400, 400, 400, 400, 400])
      expect(await ordersOf("rare")).toHaveLength(3)
      expect(
        await shop.read(`SELECT l.stocked_quantity::int AS stocked, l.reserved_quantity::int AS reserved FROM inventory_level l
                         JOIN inventory_item i ON i.id = l.inventory_item_id WHERE i.sku = 'RARE-1'`)
      ).toEqual([{ stocked: 3, reserved: 3 }])
    }, 120_000)

    it("places one order for one key, whichever of them is asked", async () => {
      const request = { customer: customers[0], items: basket(0, 20), purchase_order_number: "one key", key: "both" }
      const answers = await Promise.all([...urls, ...urls].map((url) => place({ ...request, url })))

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
      expect(new Set(answers.map(({ body }) => body.order.id)).size).toBe(1)
      expect(await ordersOf("one key")).toEqual([completeOrder(request.items)])
    }, 120_000)
  })
})
