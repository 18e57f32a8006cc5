/** @own-app */
import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { ErrorAnswer } from "../helpers/http"
import { deleteLostWorkflows } from "../helpers/lost-workflows"
import { describeShop } from "../helpers/shop"

type Workflows = typeof import("../../src/workflows/bulk-orders")
type CheckoutHooks = typeof import("../../src/workflows/bulk-orders/checkout/checkout-hooks")

describeShop(
  "Bulk orders on either path",
  { catalogue: true, plugin: { bulkOrders: { path: "core", waitAtMostSeconds: 170 } } },
  (shop) => {
    const place = (token: string) =>
      shop.post<{ order: { id: string; items: { unit_price: number }[] } }>("/store/orders/create-bulk", {
        token,
        body: { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS },
      })

    it("use Medusa's cart and checkout with their hooks if the option is core", async () => {
      const { listCheckoutHooks } = fromBuiltPlugin<CheckoutHooks>("workflows/bulk-orders/checkout/checkout-hooks")
      expect(listCheckoutHooks()).toEqual([])
      const seen: string[] = []
      createCartWorkflow.hooks.validate(async ({ cart }) => {
        seen.push(String(cart.customer_id))
        if (cart.metadata?.note === "refuse me") {
          throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "not today")
        }
      })
      expect(listCheckoutHooks()).toEqual(["create-cart.validate"])

      const business = await shop.syncedBusiness("pending")
      const { status } = await place(business.token)

      expect(status).toBe(201)
      expect(seen).toEqual([business.id])
      expect(await shop.rows("SELECT id FROM cart WHERE completed_at IS NOT NULL")).toHaveLength(1)

      for (const path of ["", "/cart"]) {
        const refused = await shop.post(`/store/orders/create-bulk${path}`, {
          token: business.token,
          body: { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS, note: "refuse me" },
        })
        expect(refused).toMatchObject({ status: 400, body: { type: "invalid_data", code: "invalid_request", message: "not today" } })
      }
      expect(await shop.rows("SELECT id FROM cart WHERE completed_at IS NULL AND deleted_at IS NULL")).toEqual([])
    })

    it("serve three of eight simultaneous customers if the stock is enough for three, and tell the others the reason", async () => {
      const customers: string[] = []
      for (let number = 0; number < 8; number++) {
        customers.push((await shop.syncedBusiness("pending")).token)
      }
      const lines = [
        { sku: "RARE-1", quantity: 1 },
        { sku: "BOLT-10", quantity: 1 },
      ]
      const answers = await Promise.all(
        customers.map((token, number) =>
          shop.post<ErrorAnswer>("/store/orders/create-bulk", {
            token,
            body: { items: number % 2 ? lines : [...lines].reverse(), shipping_address: GERMAN_ADDRESS },
          })
        )
      )
      await deleteLostWorkflows(shop)

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
      const refused = answers.filter(({ status }) => status !== 201).map(({ status, body }) => ({ status, errors: body.errors }))
      expect(refused).toEqual(
        Array(5).fill({ status: 400, errors: [expect.objectContaining({ sku: "RARE-1", code: "insufficient_stock", available: 0 })] })
      )
      expect(await shop.rows("SELECT id FROM cart WHERE completed_at IS NULL AND deleted_at IS NULL")).toEqual([])
    }, 180_000)

    it("choose their path when the shop starts", () => {
      expect(shop.container.resolve("bulk_order").checkoutPath).toMatchObject({ path: "core", reason: "option" })
    })

    it("run the hooks of the direct path", async () => {
      const { calculateBulkOrderWorkflow, createDirectBulkOrderWorkflow } = fromBuiltPlugin<Workflows>("workflows/bulk-orders")
      const seen: string[] = []
      createDirectBulkOrderWorkflow.hooks.validate(async ({ input, order }) => {
        seen.push("validate")
        if (input.note === "refuse me") {
          throw new Error("not today")
        }
        expect(order.items).toHaveLength(1)
      })
      calculateBulkOrderWorkflow.hooks.setPricingContext(async ({ variantIds }) => {
        seen.push(`prices of ${variantIds.length}`)
        return new StepResponse({ location_id: "sloc_1" })
      })
      createDirectBulkOrderWorkflow.hooks.orderCreated(async ({ order_id, input }) => {
        seen.push(order_id)
        if (input.note === "undo me") {
          throw new Error("not like this")
        }
      })
      const business = await shop.syncedBusiness("pending")
      const input = {
        customer_id: business.id,
        sales_channel_ids: [shop.salesChannelId],
        items: [{ sku: "BOLT-10", quantity: 2 }],
        shipping_address: GERMAN_ADDRESS,
      }

      const { result } = await createDirectBulkOrderWorkflow(shop.container).run({ input })
      expect(seen).toEqual(["prices of 1", "validate", result.id])

      const { errors } = await createDirectBulkOrderWorkflow(shop.container).run({
        input: { ...input, note: "refuse me" },
        throwOnError: false,
      })
      expect(errors[0].error.message).toContain("not today")

      const undone = await createDirectBulkOrderWorkflow(shop.container).run({ input: { ...input, note: "undo me" }, throwOnError: false })
      expect(undone.errors[0].error.message).toContain("not like this")
      expect(seen).toHaveLength(8)
      expect(await shop.rows('SELECT id FROM "order" WHERE deleted_at IS NULL')).toEqual([{ id: result.id }])
      expect(await shop.rows("SELECT quantity FROM reservation_item WHERE deleted_at IS NULL")).toHaveLength(1)
      expect(await shop.rows("SELECT id FROM payment WHERE canceled_at IS NULL AND deleted_at IS NULL")).toHaveLength(1)
      expect(await shop.rows("SELECT id FROM cart WHERE completed_at IS NULL")).toEqual([])
    })
  }
)
