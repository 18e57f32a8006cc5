/** @own-app */
import { logger } from "@medusajs/framework/logger"
import { createCartWorkflow, listShippingOptionsForCartWithPricingWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import { describeShop } from "../helpers/shop"

type CheckoutHooks = typeof import("../../src/workflows/bulk-orders/checkout/checkout-hooks")

// A shop starts in this order: modules load, its own hooks register, then the app starts.
fromBuiltPlugin<CheckoutHooks>("workflows/bulk-orders/checkout/checkout-hooks")
const seen: string[] = []
createCartWorkflow.hooks.validate(async ({ cart }) => {
  seen.push(String(cart.customer_id))
})
const logged = jest.spyOn(logger, "info")

describeShop("Bulk orders in a shop with its own hooks", { catalogue: true }, (shop) => {
  const place = async (): Promise<number> => {
    const { token } = await shop.syncedBusiness("pending")
    const { status } = await shop.post("/store/orders/create-bulk", {
      token,
      body: { items: [{ sku: "BOLT-10", quantity: 2 }], shipping_address: GERMAN_ADDRESS },
    })
    return status
  }

  it("use Medusa's checkout so that the hooks run, and log the choice", async () => {
    expect(await place()).toBe(201)

    expect(seen).toHaveLength(1)
    expect(shop.container.resolve("bulk_order").checkoutPath).toEqual({ path: "core", reason: "hooks", hooks: ["create-cart.validate"] })
    const lines = logged.mock.calls.map(([message]) => String(message)).filter((line) => line.startsWith("customer_role.bulk_order_path "))
    expect(lines).toEqual(["customer_role.bulk_order_path path=core reason=hooks hooks=create-cart.validate"])
  })

  it("keep the path chosen at the start", async () => {
    listShippingOptionsForCartWithPricingWorkflow.hooks.setShippingOptionsContext(async () => undefined)

    expect(await place()).toBe(201)
    expect(shop.container.resolve("bulk_order").checkoutPath.hooks).toEqual(["create-cart.validate"])
  })
})
