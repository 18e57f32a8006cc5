import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { describeBadLines, type DescribeBadLinesInput } from "../lines/bad-lines"
import { isOrderable } from "../lines/line-rules"
import type { OrderableLine, OrderLineError } from "../types"

/**
 * Returns the lines that cannot be ordered and why. Does not refuse the order.
 *
 * @example
 * const errors = findBadLinesStep({ lines, unit_prices: [10, null], sales_channel_id: "sc_123" })
 */
export const findBadLinesStep = createStep(
  "find-bad-lines",
  async (input: DescribeBadLinesInput, { container }): Promise<StepResponse<OrderLineError[]>> =>
    new StepResponse(await describeBadLines(container, input))
)

/**
 * Returns the lines if all of them can be ordered.
 *
 * @throws CustomerRoleError `bulk_order_invalid` with every line that cannot be ordered
 *
 * @example
 * const lines = checkBulkOrderLinesStep({ lines, unit_prices: [10, 2.5], sales_channel_id: "sc_123" })
 */
export const checkBulkOrderLinesStep = createStep(
  "check-bulk-order-lines",
  async (input: DescribeBadLinesInput, { container }): Promise<StepResponse<OrderableLine[]>> => {
    const errors = await describeBadLines(container, input)
    if (errors.length > 0) {
      throw new CustomerRoleError("bulk_order_invalid", undefined, errors)
    }
    return new StepResponse(input.lines.filter(isOrderable))
  }
)
