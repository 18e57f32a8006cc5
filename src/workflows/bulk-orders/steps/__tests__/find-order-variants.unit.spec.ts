import { createMedusaContainer } from "@medusajs/framework/utils"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { findOrderVariantsStep, type FindOrderVariantsStepInput } from "../find-order-variants"

describe("findOrderVariantsStep", () => {
  it("runs no query if no line has a SKU or variant id", async () => {
    const graph = jest.fn()
    const container = createMedusaContainer()
    container.register("query", { resolve: () => ({ graph }) })
    const workflow = createWorkflow(
      "find-nothing",
      (input: FindOrderVariantsStepInput) => new WorkflowResponse(findOrderVariantsStep(input))
    )

    const { result } = await workflow(container).run({ input: { items: [{}, { sku: "" }], sales_channel_ids: ["sc_1"] } })

    expect(result).toEqual({ variants: [], hidden_skus: [] })
    expect(graph).not.toHaveBeenCalled()
  })
})
