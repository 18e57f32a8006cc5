/** @own-app */
import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow } from "@medusajs/framework/workflows-sdk"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { ErrorAnswer } from "../helpers/http"
import { quotesOf } from "../helpers/quotes"
import { describeShop, type Shop, type SyncedCustomer } from "../helpers/shop"
import { till } from "../helpers/till"
import { stopTimetable } from "../helpers/timetable"
import { abandonPlacements } from "../helpers/written-states"

const PATH = "/store/orders/create-bulk"
const ITEMS = [
  { sku: "RARE-1", quantity: 1 },
  { sku: "BOLT-10", quantity: 2 },
]

type Workflows = typeof import("../../src/workflows/bulk-orders")
type OrderInput = Parameters<Workflows["createBulkOrderWorkflow"]["runAsStep"]>[0]["input"]
type Job = typeof import("../../src/jobs/settle-bulk-orders")
type Answer = ErrorAnswer & { order: { id: string; total: number } }

const payAtTheTill = async ({ container, catalogue }: Shop): Promise<void> => {
  await updateRegionsWorkflow(container).run({
    input: { selector: { id: catalogue.regionId }, update: { payment_providers: [till.id] } },
  })
}

describeShop(
  `POST ${PATH} with a provider that captures with the order`,
  { catalogue: true, seed: payAtTheTill, plugin: { bulkOrders: { paymentProviderId: till.id } } },
  (shop) => {
    const { createBulkOrderWorkflow, createDirectBulkOrderWorkflow } = fromBuiltPlugin<Workflows>("workflows/bulk-orders")
    const { default: settleBulkOrders } = fromBuiltPlugin<Job>("jobs/settle-bulk-orders")
    let fails = false
    createDirectBulkOrderWorkflow.hooks.orderCreated(async () => {
      if (fails) {
        throw new Error("The shop's own code fails")
      }
    })
    beforeAll(stopTimetable)
    beforeEach(() => {
      till.reset()
      fails = false
    })
    afterEach(() => {
      expect(till.troublesLeft()).toBe(0)
    })

    const place = ({ token }: SyncedCustomer) =>
      shop.post<Answer>(PATH, { token, body: { items: ITEMS, shipping_address: GERMAN_ADDRESS }, headers: { "idempotency-key": "key-1" } })
    const orderIds = async (): Promise<string[]> =>
      (await shop.rows<{ id: string }>('SELECT id FROM "order" WHERE deleted_at IS NULL')).map(({ id }) => id)
    const reserved = async (): Promise<number> => {
      const { container, catalogue } = shop
      const [level] = await container
        .resolve(Modules.INVENTORY)
        .listInventoryLevels({ inventory_item_id: catalogue.inventoryItemIds["RARE-1"] })
      return Number(level.reserved_quantity)
    }
    const waiting = async (): Promise<number> => (await shop.rows("SELECT id FROM bulk_order_placement")).length
    /** Runs the job several times, each after the previous lease has ended. */
    const runJob = async (times = 1): Promise<void> => {
      for (let run = 0; run < times; run++) {
        await abandonPlacements(shop)
        await settleBulkOrders(shop.container)
      }
    }
    /** Returns the customer's net payments, which must equal the cost of their orders. */
    const paid = (): number => till.charges().reduce((sum, { taken, refunded }) => sum + taken - refunded, 0)

    it("records the payment that the provider captures with the order", async () => {
      const business = await shop.syncedBusiness("pending")
      const { status, body } = await place(business)

      expect(status).toBe(201)
      expect(till.charges()).toEqual([{ taken: body.order.total, refunded: 0 }])
      const [payment] = await shop.container.resolve(Modules.PAYMENT).listPayments({}, { relations: ["captures"] })
      expect(payment.captures?.map(({ amount }) => Number(amount))).toEqual([body.order.total])
      expect(await shop.rows("SELECT reference, amount::float AS amount FROM order_transaction")).toEqual([
        { reference: "capture", amount: body.order.total },
      ])
    })

    it("refunds an order that fails after its capture", async () => {
      const business = await shop.syncedBusiness("pending")
      fails = true
      expect((await place(business)).status).toBe(500)

      expect(till.charges()).toEqual([{ taken: expect.any(Number), refunded: till.charges()[0].taken }])
      expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
        orders: [],
        reserved: 0,
        waiting: 0,
      })
    })

    it("retries a refused refund until it succeeds, and keeps order and stock until then", async () => {
      const business = await shop.syncedBusiness("pending")
      fails = true
      till.fail("refund", "away", 3)
      await place(business)
      await runJob(2)

      expect(till.troublesLeft()).toBe(0)
      expect(till.charges()).toEqual([{ taken: expect.any(Number), refunded: 0 }])
      expect({ orders: (await orderIds()).length, reserved: await reserved(), waiting: await waiting() }).toEqual({
        orders: 1,
        reserved: 1,
        waiting: 1,
      })

      await runJob()
      expect(paid()).toBe(0)
      expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
        orders: [],
        reserved: 0,
        waiting: 0,
      })
      await runJob()
      expect(till.charges()).toHaveLength(1)
    })

    it("repeats the order after a refused refund, and charges for it once", async () => {
      const business = await shop.syncedBusiness("pending")
      fails = true
      till.fail("refund", "away")
      await place(business)
      fails = false
      await abandonPlacements(shop)
      const { status, body } = await place(business)

      expect(status).toBe(201)
      expect(till.charges()).toHaveLength(2)
      expect(paid()).toBe(body.order.total)
      expect(await orderIds()).toEqual([body.order.id])
      expect(await reserved()).toBe(1)
    })

    describe.each([
      ["that returns payment data", () => undefined],
      ["that identifies payments by idempotency key alone", till.omitPaymentData],
    ])("a provider %s", (_, prepare) => {
      beforeEach(prepare)

      it("refunds a payment whose answer was lost", async () => {
        const business = await shop.syncedBusiness("pending")
        till.fail("authorize", "answer lost")
        expect(await place(business)).toMatchObject({ status: 400, body: { code: "payment_provider_unavailable" } })

        expect(till.charges()).toEqual([{ taken: expect.any(Number), refunded: till.charges()[0].taken }])
        expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
          orders: [],
          reserved: 0,
          waiting: 0,
        })
      })

      it("is asked until it answers, if it captured and then fell silent", async () => {
        const business = await shop.syncedBusiness("pending")
        till.fail("authorize", "answer lost")
        till.fail("authorize", "away", 3)
        await place(business)
        await runJob(2)

        expect(till.charges()).toEqual([{ taken: expect.any(Number), refunded: 0 }])
        expect({ reserved: await reserved(), waiting: await waiting() }).toEqual({ reserved: 1, waiting: 1 })
        await runJob()
        expect(paid()).toBe(0)
        expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
          orders: [],
          reserved: 0,
          waiting: 0,
        })
      })

      it("leaves nothing of an order that it declines", async () => {
        const business = await shop.syncedBusiness("pending")
        till.decline()
        expect(await place(business)).toMatchObject({ status: 400, body: { code: expect.any(String) } })

        expect(till.charges()).toEqual([])
        expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
          orders: [],
          reserved: 0,
          waiting: 0,
        })
      })
    })

    it.each([
      ["directly", createDirectBulkOrderWorkflow],
      ["through Medusa's checkout", createBulkOrderWorkflow],
    ])("refunds an order placed %s if the shop's own workflow fails afterwards", async (way, workflow) => {
      const failStep = createStep(`fail-after-order-placed-${way.length}`, async () => {
        throw new Error("after the order")
      })
      const failing = createWorkflow(`order-and-fail-${way.length}`, (input: OrderInput) => {
        workflow.runAsStep({ input })
        failStep()
      })
      const business = await shop.syncedBusiness("pending")
      till.fail("refund", "away", 2)
      const input = { customer_id: business.id, sales_channel_ids: [shop.salesChannelId], items: ITEMS, shipping_address: GERMAN_ADDRESS }
      await failing(shop.container).run({ input, throwOnError: false })
      await runJob(2)

      expect(till.charges()).toHaveLength(1)
      expect(paid()).toBe(0)
      expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
        orders: [],
        reserved: 0,
        waiting: 0,
      })
    })

    describe("an accepted quote", () => {
      const quotes = quotesOf(shop)
      const offered = async () => {
        const business = await shop.syncedBusiness("verified")
        return { business, quote: await quotes.offered(business.token, { prices: { "RARE-1": 45 } }, { items: ITEMS }) }
      }

      it("is charged once, at the offered price plus delivery", async () => {
        const { business, quote } = await offered()
        const { status, body } = await quotes.accept(business.token, quote)

        expect(status).toBe(200)
        const [{ total }] = await shop.container
          .resolve(Modules.ORDER)
          .listOrders({ id: body.quote.order_id ?? "" }, { select: ["id", "total"] })
        expect(till.charges()).toEqual([{ taken: Number(total), refunded: 0 }])
        expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 409, body: { code: "invalid_quote_state" } })
        expect(till.charges()).toHaveLength(1)
      })

      it("leaves nothing behind if the provider declines, and can be accepted again", async () => {
        const { business, quote } = await offered()
        till.decline()

        expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 400 })
        expect(await quotes.read(business.token, quote.id)).toMatchObject({ status: "sent", order_id: null })
        till.reset()
        expect((await quotes.accept(business.token, quote)).status).toBe(200)
      })

      it("can be declined and is refunded after the provider captured and fell silent", async () => {
        const { business, quote } = await offered()
        till.fail("authorize", "answer lost")
        till.fail("authorize", "away", 2)

        expect((await quotes.accept(business.token, quote)).status).toBe(400)
        expect(await shop.rows("SELECT accepting_id FROM quote")).toEqual([{ accepting_id: null }])
        // It is not known yet whether the provider has captured, so nothing is charged a second time.
        await abandonPlacements(shop)
        expect(await quotes.accept(business.token, quote)).toMatchObject({ status: 503, body: { code: "busy" } })
        expect(till.charges()).toEqual([{ taken: expect.any(Number), refunded: 0 }])
        expect(await quotes.act(business.token, quote.id, "decline")).toMatchObject({
          status: 200,
          body: { quote: { status: "declined" } },
        })

        await runJob()
        expect(paid()).toBe(0)
        expect({ orders: await orderIds(), reserved: await reserved(), waiting: await waiting() }).toEqual({
          orders: [],
          reserved: 0,
          waiting: 0,
        })
        expect(await quotes.read(business.token, quote.id)).toMatchObject({ status: "declined", order_id: null })
      })

      it("can be accepted again once a silent provider has refunded", async () => {
        const { business, quote } = await offered()
        till.fail("authorize", "answer lost")
        till.fail("authorize", "away")
        expect((await quotes.accept(business.token, quote)).status).toBe(400)
        await runJob()
        expect(paid()).toBe(0)

        expect((await quotes.accept(business.token, quote)).status).toBe(200)
        expect(till.charges()).toHaveLength(2)
        expect(await orderIds()).toHaveLength(1)
      })
    })
  }
)
