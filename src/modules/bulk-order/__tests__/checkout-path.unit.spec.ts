import { checkoutHooksInUse, registerCheckoutHooks } from "../checkout-hooks"
import { chooseCheckoutPath } from "../checkout-path"

describe("The checkout path of bulk orders", () => {
  it("is direct while no code uses hooks of Medusa's checkout", () => {
    expect(chooseCheckoutPath("auto", [])).toEqual({ path: "direct", reason: "no_hooks", hooks: [] })
  })

  it("is core as soon as code uses one of those hooks", () => {
    expect(chooseCheckoutPath("auto", ["create-cart.validate"])).toMatchObject({ path: "core", reason: "hooks" })
  })

  it.each(["core", "direct"] as const)("is %s if the option says so, whatever hooks are used", (path) => {
    expect(chooseCheckoutPath(path, ["create-cart.validate"])).toMatchObject({ path, reason: "option" })
    expect(chooseCheckoutPath(path, [])).toMatchObject({ path, reason: "option" })
  })
})

describe("The checkout hooks in use", () => {
  it("are unknown until their list is registered, so that orders take the core path", () => {
    expect(chooseCheckoutPath("auto", checkoutHooksInUse())).toEqual({ path: "core", reason: "hooks", hooks: ["unknown"] })

    registerCheckoutHooks(() => [])

    expect(chooseCheckoutPath("auto", checkoutHooksInUse())).toMatchObject({ path: "direct", reason: "no_hooks" })
  })
})
