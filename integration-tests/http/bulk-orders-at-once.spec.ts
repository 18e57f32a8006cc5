import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { createStep, createWorkflow } from "@medusajs/framework/workflows-sdk"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { ErrorAnswer } from "../helpers/http"
import { deleteLostWorkflows } from "../helpers/lost-workflows"
import { describeShop, type Shop, type SyncedCustomer } from "../helpers/shop"

const PATH = "/store/orders/create-bulk"
const STOCK = 7

/** Waits long enough that no request is refused because the machine is slow. */
const PATIENT = { bulkOrders: { waitAtMostSeconds: 170 } }

type Workflows = typeof import("../../src/workflows/bulk-orders")
type OrderInput = Parameters<Workflows["createBulkOrderWorkflow"]["runAsStep"]>[0]["input"]
type Refusal = Omit<ErrorAnswer, "errors"> & { errors?: { sku: string; code: string }[] }

/** Tables that an order writes. If they are unchanged, nothing was left behind. */
const TABLES = [
  "payment_collection",
  "payment_session",
  "reservation_item",
  '"order"',
  "order_line_item",
  "order_payment_collection",
  "order_promotion",
]

const rowCounts = async (shop: Shop): Promise<Record<string, number>> => {
  const counts = TABLES.map((table) => `(SELECT count(*)::int FROM ${table} WHERE deleted_at IS NULL) AS ${table}`)
  const [row] = await shop.rows<Record<string, number>>(`SELECT ${counts.join(", ")}`)
  return row
}

const levelOf = async ({ container, catalogue }: Shop, sku: string) => {
  const [level] = await container.resolve(Modules.INVENTORY).listInventoryLevels({ inventory_item_id: catalogue.inventoryItemIds[sku] })
  return { stocked: Number(level.stocked_quantity), reserved: Number(level.reserved_quantity) }
}

/** Stocks seven of RARE-1, and a kit that contains two of it. */
const seedScarce = async ({ container, catalogue, salesChannelId }: Shop): Promise<void> => {
  const inventory = container.resolve(Modules.INVENTORY)
  const [level] = await inventory.listInventoryLevels({ inventory_item_id: catalogue.inventoryItemIds["RARE-1"] })
  await inventory.updateInventoryLevels([
    { id: level.id, inventory_item_id: level.inventory_item_id, location_id: level.location_id, stocked_quantity: STOCK },
  ])
  const [profile] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({})
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Kit",
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: profile.id,
          options: [{ title: "Size", values: ["One"] }],
          sales_channels: [{ id: salesChannelId }],
          variants: [
            {
              title: "One",
              sku: "KIT-1",
              options: { Size: "One" },
              prices: [{ currency_code: "eur", amount: 100 }],
              manage_inventory: true,
              inventory_items: [{ inventory_item_id: catalogue.inventoryItemIds["RARE-1"], required_quantity: 2 }],
            },
          ],
        },
      ],
    },
  })
}

describeShop(`POST ${PATH} by many customers at once`, { catalogue: true, seed: seedScarce, plugin: PATIENT }, (shop) => {
  const { createBulkOrderWorkflow, createDirectBulkOrderWorkflow } = fromBuiltPlugin<Workflows>("workflows/bulk-orders")

  const place = ({ token }: SyncedCustomer, items: OrderInput["items"]) =>
    shop.post<Refusal>(PATH, { token, body: { items, shipping_address: GERMAN_ADDRESS } })
  const inputOf = ({ id }: SyncedCustomer, items: OrderInput["items"]): OrderInput => ({
    customer_id: id,
    sales_channel_ids: [shop.salesChannelId],
    items,
    shipping_address: GERMAN_ADDRESS,
  })
  const run = async (workflow: typeof createBulkOrderWorkflow, input: OrderInput): Promise<boolean> =>
    (await workflow(shop.container).run({ input, throwOnError: false })).errors.length === 0

  const customers = async (count: number): Promise<SyncedCustomer[]> => {
    const made: SyncedCustomer[] = []
    for (let number = 0; number < count; number++) {
      made.push(await shop.syncedBusiness("pending"))
    }
    return made
  }

  it("serves seven of twenty customers if the stock is enough for seven, and tells the others the reason", async () => {
    const twenty = await customers(20)
    const answers = await Promise.all(
      twenty.map((customer, number) =>
        // Lines in either order, so that two orders could deadlock if locks followed the lines.
        place(
          customer,
          number % 2
            ? [
                { sku: "RARE-1", quantity: 1 },
                { sku: "BOLT-10", quantity: 1 },
              ]
            : [
                { sku: "BOLT-10", quantity: 1 },
                { sku: "RARE-1", quantity: 1 },
              ]
        )
      )
    )

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(STOCK)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused).toHaveLength(20 - STOCK)
    for (const { status, body } of refused) {
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { code: "bulk_order_invalid", errors: [{ sku: "RARE-1", code: "insufficient_stock" }] },
      })
      expect(body.errors).toHaveLength(1)
    }
    expect(await levelOf(shop, "RARE-1")).toEqual({ stocked: STOCK, reserved: STOCK })
    expect((await levelOf(shop, "BOLT-10")).reserved).toBe(STOCK)
    expect(await rowCounts(shop)).toMatchObject({
      order: STOCK,
      order_line_item: 2 * STOCK,
      payment_session: STOCK,
      reservation_item: 2 * STOCK,
    })
  }, 180_000)

  it("reserves no more than the stock even without a limit on parallel orders", async () => {
    const [business] = await customers(1)
    const input = inputOf(business, [{ sku: "RARE-1", quantity: 1 }])
    const placed = await Promise.all(Array.from({ length: 12 }, () => run(createDirectBulkOrderWorkflow, input)))

    expect(placed.filter(Boolean)).toHaveLength(STOCK)
    expect(await levelOf(shop, "RARE-1")).toEqual({ stocked: STOCK, reserved: STOCK })
  }, 180_000)

  it("adds up two lines of an order that take the same inventory item", async () => {
    const four = await customers(4)
    const items = [
      { sku: "KIT-1", quantity: 1 },
      { sku: "RARE-1", quantity: 1 },
    ]
    const answers = await Promise.all(four.map((customer) => place(customer, items)))

    // Each order needs three, and the stock is seven.
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(await levelOf(shop, "RARE-1")).toEqual({ stocked: STOCK, reserved: 6 })
  }, 180_000)

  it("shares the stock with customers who check out through Medusa's carts", async () => {
    const [business] = await customers(1)
    const input = inputOf(business, [{ sku: "RARE-1", quantity: 2 }])
    const placed = await Promise.all(
      Array.from({ length: 6 }, (_, number) => run(number % 2 ? createBulkOrderWorkflow : createDirectBulkOrderWorkflow, input))
    )
    await deleteLostWorkflows(shop)

    expect(placed.filter(Boolean).length).toBeGreaterThan(0)
    const { reserved } = await levelOf(shop, "RARE-1")
    expect(reserved).toBe(2 * placed.filter(Boolean).length)
    expect(reserved).toBeLessThanOrEqual(STOCK)
  }, 180_000)

  it("leaves nothing behind if a later step of the direct path fails", async () => {
    const [business] = await customers(1)
    const failStep = createStep("fail-after-direct-bulk-order", async () => {
      throw new Error("after the order")
    })
    const failing = createWorkflow("order-directly-and-fail", (input: OrderInput) => {
      createDirectBulkOrderWorkflow.runAsStep({ input })
      failStep()
    })
    const before = await rowCounts(shop)
    shop.events.reset()

    const { errors } = await failing(shop.container).run({
      input: inputOf(business, [{ sku: "RARE-1", quantity: 5 }]),
      throwOnError: false,
    })

    expect(errors).toHaveLength(1)
    expect(await rowCounts(shop)).toEqual(before)
    expect(await levelOf(shop, "RARE-1")).toEqual({ stocked: STOCK, reserved: 0 })
    expect(shop.events.list("order.")).toEqual([])
  })
})
