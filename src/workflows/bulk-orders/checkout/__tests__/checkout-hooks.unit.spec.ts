import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { checkoutHooksInUse } from "../../../../modules/bulk-order/checkout-hooks"
import { listCheckoutHooks } from "../checkout-hooks"

describe("The list of checkout hooks", () => {
  it("is empty at first, names a hook once code uses it, and reaches the module", () => {
    expect(listCheckoutHooks()).toEqual([])

    createCartWorkflow.hooks.validate(async () => undefined)

    expect(listCheckoutHooks()).toEqual(["create-cart.validate"])
    expect(checkoutHooksInUse()).toEqual(listCheckoutHooks())
  })
})
