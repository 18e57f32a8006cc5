import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"

export type LimitOrderLinesStepInput = { line_count: number }

/**
 * Throws if there are more lines than the `bulkOrders.maxLines` option allows.
 *
 * @throws CustomerRoleError `too_many_lines`
 *
 * @example
 * limitOrderLinesStep({ line_count: 12 })
 */
export const limitOrderLinesStep = createStep(
  "limit-order-lines",
  async ({ line_count }: LimitOrderLinesStepInput, { container }): Promise<StepResponse<void>> => {
    const { maxLines } = pluginOptions(container).bulkOrders
    if (line_count > maxLines) {
      throw new CustomerRoleError("too_many_lines", `At most ${maxLines} lines can be sent at once.`)
    }
    return new StepResponse(undefined)
  }
)
