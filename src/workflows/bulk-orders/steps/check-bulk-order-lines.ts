import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { describeBadLines } from "../lines/describe-bad-lines"
import { isOrderable } from "../lines/order-lines"
import type { OrderableLine, OrderLine } from "../types"

export type CheckBulkOrderLinesStepInput = {
  lines: OrderLine[]
  /** One amount for each line, `null` where there is no price. */
  unit_prices: (number | null)[]
  /** Where the caller orders, for what he may have meant. */
  sales_channel_id: string
}

/**
 * Lets lines through that can be ordered, all of them or none.
 *
 * @throws CustomerRoleError `bulk_order_invalid` with every line that cannot be ordered
 *
 * @example
 * const lines = checkBulkOrderLinesStep({ lines, unit_prices: [10, 2.5], sales_channel_id: "sc_123" })
 */
export const checkBulkOrderLinesStep = createStep(
  "check-bulk-order-lines",
  async (input: CheckBulkOrderLinesStepInput, { container }): Promise<StepResponse<OrderableLine[]>> => {
    const errors = await describeBadLines(container, input)
    if (errors.length > 0) {
      throw new CustomerRoleError("bulk_order_invalid", undefined, errors)
    }
    return new StepResponse(input.lines.filter(isOrderable))
  }
)
