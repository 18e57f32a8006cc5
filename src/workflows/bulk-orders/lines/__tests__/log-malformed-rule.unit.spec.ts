import { logMalformedRule } from "../log-malformed-rule"

describe("logMalformedRule", () => {
  it("logs each rule once, and a product's rule once for all its variants", () => {
    const warn = jest.fn()
    const container = { resolve: () => ({ warn }) }
    for (const variant_id of ["variant_1", "variant_2", "variant_1"]) {
      logMalformedRule(container, { rule: "min_quantity", owner: "product", product_id: "prod_1", variant_id })
      logMalformedRule(container, { rule: "max_quantity", owner: "variant", product_id: "prod_1", variant_id })
    }

    expect(warn.mock.calls.map(([line]) => line)).toEqual([
      "customer_role.quantity_rule_ignored rule=min_quantity product_id=prod_1",
      "customer_role.quantity_rule_ignored rule=max_quantity product_id=prod_1 variant_id=variant_1",
      "customer_role.quantity_rule_ignored rule=max_quantity product_id=prod_1 variant_id=variant_2",
    ])
  })
})
