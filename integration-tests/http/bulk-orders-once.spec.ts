/** @own-app */
import { Modules } from "@medusajs/framework/utils"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { CallOptions, ErrorAnswer } from "../helpers/http"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { describeShop, type SyncedCustomer } from "../helpers/shop"
import { stopTimetable } from "../helpers/timetable"
import { abandonPlacements, abandonPlacementsAs, cancelPayments, setStock, resetPaymentSessions } from "../helpers/written-states"

const PATH = "/store/orders/create-bulk"

/** Zero rows in every table that an attempt writes. */
const NOTHING = {
  bulk_order_placement: 0,
  cart: 0,
  cart_address: 0,
  cart_payment_collection: 0,
  order: 0,
  order_cart: 0,
  order_line_item: 0,
  order_payment_collection: 0,
  order_promotion: 0,
  payment: 0,
  payment_collection: 0,
  payment_session: 0,
  reservation_item: 0,
}

type Workflows = typeof import("../../src/workflows")
type OrderIds = typeof import("../../src/workflows/bulk-orders/placement/ids")
type Answer = ErrorAnswer & { order: { id: string } }

describeShop(`POST ${PATH}, repeated or interrupted`, { catalogue: true, pendingBusinesses: 1 }, (shop) => {
  const { createBulkOrderWorkflow, createDirectBulkOrderWorkflow, quoteAcceptanceOutcome, settleAbandonedPlacements } =
    fromBuiltPlugin<Workflows>("workflows")
  const { lineItemIdsOf, newOrderId, paymentCollectionIdOf } = fromBuiltPlugin<OrderIds>("workflows/bulk-orders/placement/ids")
  const items = [
    { sku: "RARE-1", quantity: 1 },
    { sku: "BOLT-10", quantity: 2 },
  ]

  const settle = () => settleAbandonedPlacements(shop.container, quoteAcceptanceOutcome)

  const place = ({ token }: SyncedCustomer, key: string | undefined, body: Record<string, unknown> = {}, options: CallOptions = {}) =>
    shop.post<Answer>(PATH, {
      token,
      body: { items, shipping_address: GERMAN_ADDRESS, ...body },
      headers: key === undefined ? {} : { "idempotency-key": key },
      ...options,
    })
  const reservedOf = async (sku: string): Promise<number> => {
    const inventory = shop.container.resolve(Modules.INVENTORY)
    const [level] = await inventory.listInventoryLevels({ inventory_item_id: shop.catalogue.inventoryItemIds[sku] })
    return Number(level.reserved_quantity)
  }
  const orderIds = async (): Promise<string[]> =>
    (await shop.rows<{ id: string }>('SELECT id FROM "order" WHERE deleted_at IS NULL')).map(({ id }) => id)
  /** Starts an attempt that has written nothing yet. */
  const begin = async ({ id }: SyncedCustomer, order_id: string) => {
    const attempt = { customer_id: id, idempotency_key: null, quote_id: null, body_hash: "", order_id, line_count: 2 }
    const { placement } = await shop.container.resolve("bulk_order").placements.begin(attempt)
    return placement
  }
  const remains = async () => {
    const counts = Object.keys(NOTHING).map((table) => `(SELECT count(*)::int FROM "${table}" WHERE deleted_at IS NULL) AS "${table}"`)
    const [row] = await shop.rows(`SELECT ${counts.join(", ")}`)
    return row
  }
  /** Leaves attempts as if their process had died in this status. */
  const abandon = (status: "running" | "undoing" | "placed" = "running") => abandonPlacementsAs(shop, status)

  beforeAll(stopTimetable)
  afterEach(restoreIntercepted)

  it("returns the first order to a repeated request", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    const second = await place(business, "key-1")

    expect(first.status).toBe(201)
    expect(second.status).toBe(200)
    expect(second.body.order).toEqual(first.body.order)
    expect(await reservedOf("RARE-1")).toBe(1)
  })

  it("recognizes the same body with its fields in another order", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    const second = await place(
      business,
      "key-1",
      {},
      { body: { shipping_address: GERMAN_ADDRESS, items: items.map(({ sku, quantity }) => ({ quantity, sku })) } }
    )

    expect(second.body.order.id).toBe(first.body.order.id)
  })

  it("refuses a key that is repeated with another body", async () => {
    const business = await shop.syncedBusiness("pending")
    await place(business, "key-1")
    const { status, body } = await place(business, "key-1", { note: "another one" })

    expect({ status, code: body.code }).toEqual({ status: 409, code: "idempotency_key_reused" })
    expect(await orderIds()).toHaveLength(1)
  })

  it("places one order for many simultaneous copies of a request", async () => {
    const business = await shop.syncedBusiness("pending")
    const answers = await Promise.all(Array.from({ length: 5 }, () => place(business, "key-1")))

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect(new Set(answers.map(({ body }) => body.order.id))).toEqual(new Set(await orderIds()))
  })

  it("keeps the keys of different customers apart, and places a new order without a key", async () => {
    const business = await shop.syncedBusiness("pending")
    const other = await shop.syncedBusiness("pending")
    const statuses = [await place(business, "key-1"), await place(other, "key-1"), await place(business, undefined)].map(
      ({ status }) => status
    )

    expect(statuses).toEqual([201, 201, 201])
    expect(await orderIds()).toHaveLength(3)
  })

  it("leaves the key of a refused request usable", async () => {
    const business = await shop.syncedBusiness("pending")
    const refused = await place(business, "key-1", { items: [{ sku: "RARE-1", quantity: 4 }] })
    expect(refused.status).toBe(400)

    await setStock(shop, 4)
    expect(await place(business, "key-1", { items: [{ sku: "RARE-1", quantity: 4 }] })).toMatchObject({ status: 201 })
  })

  it.each(["", " ", "x".repeat(256)])("refuses the key %j", async (key) => {
    const business = await shop.syncedBusiness("pending")

    expect(await place(business, key)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
  })

  it("returns an order that was complete when its process died, and emits its event", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    await abandon("placed")
    shop.events.reset()
    const second = await place(business, "key-1")
    expect(await settle()).toBe(1)
    expect(await settle()).toBe(0)

    expect(second).toMatchObject({ status: 200, body: { order: { id: first.body.order.id } } })
    expect(await orderIds()).toEqual([first.body.order.id])
    await shop.events.settle()
    expect(shop.events.list("order.placed")).toEqual([{ name: "order.placed", data: { id: first.body.order.id } }])
  })

  it("keeps a complete order, whatever the shop has done with it since", async () => {
    const business = await shop.syncedBusiness("pending")
    const { body } = await place(business, "key-1")
    await abandon("placed")
    await cancelPayments(shop)

    expect(await settle()).toBe(1)
    expect(await orderIds()).toEqual([body.order.id])
    expect(await reservedOf("RARE-1")).toBe(1)
  })

  it("undoes an order that was unpaid when its process died, and places a new one", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    await abandon()
    await resetPaymentSessions(shop)
    const second = await place(business, "key-1")

    expect(second.status).toBe(201)
    expect(second.body.order.id).not.toBe(first.body.order.id)
    expect(await orderIds()).toEqual([second.body.order.id])
    expect(await reservedOf("RARE-1")).toBe(1)
    expect(await reservedOf("BOLT-10")).toBe(2)
    expect(await shop.rows("SELECT id FROM payment_collection")).toHaveLength(1)
  })

  it.each(["running", "undoing"] as const)("undoes a paid but incomplete order (%s)", async (status) => {
    const business = await shop.syncedBusiness("pending")
    await place(business, "key-1")
    await abandon(status)

    expect(await settle()).toBe(1)
    expect(await remains()).toEqual(NOTHING)
  })

  it("asks the provider again after a lost answer, refuses the order and leaves nothing behind", async () => {
    const business = await shop.syncedBusiness("pending")
    const payments = shop.container.resolve(Modules.PAYMENT)
    let asked = 0
    intercept(payments, "authorizePaymentSession", (call) => {
      asked = call
      if (call === 1) {
        throw new Error("socket hang up")
      }
    })
    const { status, body } = await place(business, "key-1")

    expect({ status, code: body.code, asked }).toEqual({
      status: 400,
      code: "payment_provider_unavailable",
      asked: 2,
    })
    expect(await remains()).toEqual(NOTHING)
  })

  it("refunds a captured payment when it undoes the order, and keeps the payment's record", async () => {
    const business = await shop.syncedBusiness("pending")
    await place(business, "key-1")
    const payments = shop.container.resolve(Modules.PAYMENT)
    const [payment] = await payments.listPayments({})
    await payments.capturePayment({ payment_id: payment.id, amount: 10 })
    await abandon("undoing")
    expect(await settle()).toBe(1)

    const [{ captures, refunds }] = await payments.listPayments({}, { relations: ["captures", "refunds"] })
    expect({ captured: captures?.map(({ amount }) => amount), refunded: refunds?.map(({ amount }) => amount) }).toEqual({
      captured: [10],
      refunded: [10],
    })
    expect(await remains()).toEqual({ ...NOTHING, payment_collection: 1, payment_session: 1, payment: 1 })
  })

  it("finds a payment that was started but not yet linked to the order", async () => {
    const business = await shop.syncedBusiness("pending")
    const order_id = newOrderId()
    await begin(business, order_id)
    const payments = shop.container.resolve(Modules.PAYMENT)
    const collection = { id: paymentCollectionIdOf(order_id), currency_code: "eur", amount: 10 }
    await payments.createPaymentCollections([collection])
    await payments.createPaymentSession(collection.id, { provider_id: "pp_system_default", currency_code: "eur", amount: 10, data: {} })
    await abandon()

    expect(await settle()).toBe(1)
    expect(await remains()).toEqual(NOTHING)
  })

  it("leaves no cart behind when it undoes an order from Medusa's checkout", async () => {
    const business = await shop.syncedBusiness("pending")
    const { id: placement_id, order_id } = await begin(business, newOrderId())
    await createBulkOrderWorkflow(shop.container).run({
      input: {
        customer_id: business.id,
        sales_channel_ids: [shop.salesChannelId],
        items,
        shipping_address: GERMAN_ADDRESS,
        placement_id,
        order_id,
      },
    })
    expect(await remains()).toMatchObject({ cart: 1, cart_address: 2, order: 1, payment: 1 })
    await abandon()

    expect(await settle()).toBe(1)
    expect(await remains()).toEqual(NOTHING)
  })

  it("restores a promotion's usage when it undoes the order", async () => {
    const promotions = shop.container.resolve(Modules.PROMOTION)
    const [campaign] = await promotions.createCampaigns([{ name: "Ten", campaign_identifier: "ten", budget: { type: "usage", limit: 10 } }])
    await promotions.createPromotions([
      {
        code: "TENTH",
        type: "standard",
        status: "active",
        is_automatic: true,
        campaign_id: campaign.id,
        application_method: { type: "percentage", target_type: "items", allocation: "across", value: 10 },
      },
    ])
    const used = async (): Promise<number> => {
      const { budget } = await promotions.retrieveCampaign(campaign.id, { relations: ["budget"] })
      return Number(budget?.used)
    }
    const business = await shop.syncedBusiness("pending")
    await place(business, "key-1")
    expect(await used()).toBe(1)
    await abandon("undoing")

    expect(await settle()).toBe(1)
    expect(await used()).toBe(0)
  })

  it("settles the other attempts if one fails, and retries that one later", async () => {
    const business = await shop.syncedBusiness("pending")
    await place(business, "key-1", { items: [{ sku: "BOLT-10", quantity: 1 }] })
    await place(business, "key-2", { items: [{ sku: "BOLT-10", quantity: 1 }] })
    await abandon("undoing")
    intercept(shop.container.resolve(Modules.PAYMENT), "cancelPayment", (call) => {
      if (call === 1) {
        throw new Error("The provider is away")
      }
    })

    expect(await settle()).toBe(1)
    expect(await orderIds()).toHaveLength(1)
    await abandonPlacements(shop)
    expect(await settle()).toBe(1)
    expect(await remains()).toEqual(NOTHING)
  })

  describe("when a stalled process resumes", () => {
    let stall: { at: string; settled: number } | undefined
    const meanwhile = async (hook: string) => {
      if (stall?.at === hook) {
        await abandon()
        stall.settled = await settle()
      }
    }
    createDirectBulkOrderWorkflow.hooks.validate(() => meanwhile("validate"))
    let refuse = false
    createDirectBulkOrderWorkflow.hooks.orderCreated(async () => {
      await meanwhile("orderCreated")
      if (refuse) {
        throw new Error("The shop's own code fails")
      }
    })
    afterEach(() => {
      stall = undefined
      refuse = false
    })

    it("does not charge for an order that another process has undone", async () => {
      const business = await shop.syncedBusiness("pending")
      let authorized = 0
      intercept(shop.container.resolve(Modules.PAYMENT), "authorizePaymentSession", (call) => {
        authorized = call
      })
      stall = { at: "validate", settled: 0 }
      const { status, body } = await place(business, "key-1")

      expect({ status, code: body.code, settled: stall.settled }).toEqual({ status: 503, code: "busy", settled: 1 })
      expect(authorized).toBe(0)
      expect(await remains()).toEqual(NOTHING)
      stall = undefined
      expect(await place(business, "key-1")).toMatchObject({ status: 201 })
      expect(await reservedOf("RARE-1")).toBe(1)
    })

    it("does not keep an order that another process has undone", async () => {
      const business = await shop.syncedBusiness("pending")
      stall = { at: "orderCreated", settled: 0 }
      const { status, body } = await place(business, "key-1")

      expect({ status, code: body.code, settled: stall.settled }).toEqual({ status: 503, code: "busy", settled: 1 })
      expect(await remains()).toEqual(NOTHING)
      stall = undefined
      expect(await place(business, "key-1")).toMatchObject({ status: 201 })
    })

    it("loses no payment whose refund fails at first", async () => {
      const business = await shop.syncedBusiness("pending")
      intercept(shop.container.resolve(Modules.PAYMENT), "cancelPayment", (call) => {
        if (call === 1) {
          throw new Error("The provider is away")
        }
      })
      refuse = true
      const { status } = await place(business, "key-1")

      expect(status).toBe(500)
      expect(await remains()).toMatchObject({ bulk_order_placement: 1, order: 1, payment: 1, reservation_item: 2 })
      refuse = false
      await abandonPlacements(shop)
      expect(await place(business, "key-1")).toMatchObject({ status: 201 })
      expect(await orderIds()).toHaveLength(1)
      expect(await reservedOf("RARE-1")).toBe(1)
      expect(await shop.rows("SELECT id FROM payment WHERE canceled_at IS NULL")).toHaveLength(1)
    })
  })

  it("releases the reservations of a process that died before it placed an order, without another request", async () => {
    const business = await shop.syncedBusiness("pending")
    const order_id = newOrderId()
    const { inventoryItemIds, stockLocationId } = shop.catalogue
    await begin(business, order_id)
    await shop.container.resolve(Modules.INVENTORY).createReservationItems(
      lineItemIdsOf(order_id, 2).map((line_item_id) => ({
        line_item_id,
        inventory_item_id: inventoryItemIds["RARE-1"],
        location_id: stockLocationId,
        quantity: 1,
      }))
    )
    expect(await settle()).toBe(0)
    expect(await reservedOf("RARE-1")).toBe(2)

    await abandon()
    expect(await settle()).toBe(1)
    expect(await reservedOf("RARE-1")).toBe(0)
    expect(await shop.rows("SELECT id FROM bulk_order_placement")).toEqual([])
  })
})
