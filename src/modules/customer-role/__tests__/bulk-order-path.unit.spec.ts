import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { checkoutHooksInUse } from "../../../core-hooks"
import { chooseBulkOrderPath } from "../bulk-order-path"

describe("chooseBulkOrderPath", () => {
  it("goes directly where nobody hangs on Medusa's checkout", () => {
    expect(chooseBulkOrderPath("auto", [])).toEqual({ path: "direct", reason: "no_hooks", hooks: [] })
  })

  it("goes through Medusa's checkout where somebody does", () => {
    expect(chooseBulkOrderPath("auto", ["create-cart.validate"])).toMatchObject({ path: "core", reason: "hooks" })
  })

  it.each(["core", "direct"] as const)("goes the way that the option names: %s", (path) => {
    expect(chooseBulkOrderPath(path, ["create-cart.validate"])).toMatchObject({ path, reason: "option" })
    expect(chooseBulkOrderPath(path, [])).toMatchObject({ path, reason: "option" })
  })
})

describe("checkoutHooksInUse", () => {
  it("sees who hangs on a hook, and nobody before", () => {
    expect(checkoutHooksInUse()).toEqual([])

    createCartWorkflow.hooks.validate(async () => undefined)

    expect(checkoutHooksInUse()).toEqual(["create-cart.validate"])
  })
})
