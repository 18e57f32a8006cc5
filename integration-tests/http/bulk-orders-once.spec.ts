import { Modules } from "@medusajs/framework/utils"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { CallOptions, ErrorAnswer } from "../helpers/http"
import { describeShop, type SyncedCustomer } from "../helpers/shop"

const PATH = "/store/orders/create-bulk"

type Workflows = typeof import("../../src/workflows/bulk-orders")
type OrderIds = typeof import("../../src/workflows/bulk-orders/direct/order-ids")
type Answer = ErrorAnswer & { order: { id: string } }

describeShop(`POST ${PATH}, once`, { catalogue: true }, (shop) => {
  const { settleAbandonedPlacements } = fromBuiltPlugin<Workflows>("workflows/bulk-orders")
  const { lineItemIdsOf, newOrderId } = fromBuiltPlugin<OrderIds>("workflows/bulk-orders/direct/order-ids")
  const items = [{ sku: "RARE-1", quantity: 1 }, { sku: "BOLT-10", quantity: 2 }]

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
  /** As though the process had ended before it could say that the order is done. */
  const abandon = () => shop.rows("UPDATE bulk_order_placement SET status = 'running', leased_until = now() - interval '1 second'")

  it("gives a repeated request the first order", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    const second = await place(business, "key-1")

    expect(first.status).toBe(201)
    expect(second.status).toBe(200)
    expect(second.body.order).toEqual(first.body.order)
    expect(await reservedOf("RARE-1")).toBe(1)
  })

  it("takes the same body for the same, in whatever order its fields come", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    const second = await place(business, "key-1", {}, { body: { shipping_address: GERMAN_ADDRESS, items: items.map(({ sku, quantity }) => ({ quantity, sku })) } })

    expect(second.body.order.id).toBe(first.body.order.id)
  })

  it("refuses another body under the same key", async () => {
    const business = await shop.syncedBusiness("pending")
    await place(business, "key-1")
    const { status, body } = await place(business, "key-1", { note: "another one" })

    expect({ status, code: body.code }).toEqual({ status: 409, code: "idempotency_key_reused" })
    expect(await orderIds()).toHaveLength(1)
  })

  it("places one order where the same request comes many times at once", async () => {
    const business = await shop.syncedBusiness("pending")
    const answers = await Promise.all(Array.from({ length: 5 }, () => place(business, "key-1")))

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect(new Set(answers.map(({ body }) => body.order.id))).toEqual(new Set(await orderIds()))
  })

  it("keeps the keys of customers apart, and places anew without a key", async () => {
    const business = await shop.syncedBusiness("pending")
    const other = await shop.syncedBusiness("pending")
    const statuses = [await place(business, "key-1"), await place(other, "key-1"), await place(business, undefined)].map(({ status }) => status)

    expect(statuses).toEqual([201, 201, 201])
    expect(await orderIds()).toHaveLength(3)
  })

  it("does not use a key up for a refused request", async () => {
    const business = await shop.syncedBusiness("pending")
    const refused = await place(business, "key-1", { items: [{ sku: "RARE-1", quantity: 4 }] })
    expect(refused.status).toBe(400)

    await shop.rows(`UPDATE inventory_level SET stocked_quantity = 4, raw_stocked_quantity = '{"value":"4","precision":20}'`)
    expect(await place(business, "key-1", { items: [{ sku: "RARE-1", quantity: 4 }] })).toMatchObject({ status: 201 })
  })

  it.each(["", " ", "x".repeat(256)])("refuses the key %j", async (key) => {
    const business = await shop.syncedBusiness("pending")

    expect(await place(business, key)).toMatchObject({ status: 400, body: { code: "invalid_request" } })
  })

  it("gives the order of a process that ended right after it was paid for, and tells of it", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    await abandon()
    shop.events.reset()
    const second = await place(business, "key-1")

    expect(second).toMatchObject({ status: 200, body: { order: { id: first.body.order.id } } })
    expect(await orderIds()).toEqual([first.body.order.id])
    await shop.events.settle()
    expect(shop.events.list("order.placed")).toEqual([{ name: "order.placed", data: { id: first.body.order.id } }])
  })

  it("undoes the order of a process that ended before it was paid for, and places it anew", async () => {
    const business = await shop.syncedBusiness("pending")
    const first = await place(business, "key-1")
    await abandon()
    await shop.rows(`UPDATE payment_collection SET authorized_amount = 0, raw_authorized_amount = '{"value":"0","precision":20}'`)
    const second = await place(business, "key-1")

    expect(second.status).toBe(201)
    expect(second.body.order.id).not.toBe(first.body.order.id)
    expect(await orderIds()).toEqual([second.body.order.id])
    expect(await reservedOf("RARE-1")).toBe(1)
    expect(await reservedOf("BOLT-10")).toBe(2)
  })

  it("gives back what a process has reserved that ended before there was an order, without anybody asking", async () => {
    const business = await shop.syncedBusiness("pending")
    const order_id = newOrderId()
    const { inventoryItemIds, stockLocationId } = shop.catalogue
    await shop.container.resolve("customer_role").placements.begin({
      customer_id: business.id,
      idempotency_key: null,
      body_hash: "",
      order_id,
      line_count: 2,
    })
    await shop.container.resolve(Modules.INVENTORY).createReservationItems(
      lineItemIdsOf(order_id, 2).map((line_item_id) => ({
        line_item_id,
        inventory_item_id: inventoryItemIds["RARE-1"],
        location_id: stockLocationId,
        quantity: 1,
      }))
    )
    expect(await settleAbandonedPlacements(shop.container)).toBe(0)
    expect(await reservedOf("RARE-1")).toBe(2)

    await abandon()
    expect(await settleAbandonedPlacements(shop.container)).toBe(1)
    expect(await reservedOf("RARE-1")).toBe(0)
    expect(await shop.rows("SELECT id FROM bulk_order_placement")).toEqual([])
  })
})
