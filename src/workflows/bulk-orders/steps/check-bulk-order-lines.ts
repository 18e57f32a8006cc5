import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { findRefusedLines, findUncoveredLines, isOrderable } from "../order-lines"
import type { OrderableLine, OrderLine } from "../types"

export type CheckBulkOrderLinesStepInput = {
  lines: OrderLine[]
  /** One amount for each line, `null` where there is no price. */
  unit_prices: (number | null)[]
}

/**
 * Lets lines through that can be ordered, all of them or none.
 *
 * @throws CustomerRoleError `bulk_order_invalid` with every line that cannot be ordered
 *
 * @example
 * const lines = checkBulkOrderLinesStep({ lines, unit_prices: [10, 2.5] })
 */
export const checkBulkOrderLinesStep = createStep(
  "check-bulk-order-lines",
  async ({ lines, unit_prices }: CheckBulkOrderLinesStepInput): Promise<StepResponse<OrderableLine[]>> => {
    const refused = findRefusedLines(lines, unit_prices)
    const refusedIndexes = new Set(refused.map(({ index }) => index))
    const uncovered = findUncoveredLines(lines.filter(({ index }) => !refusedIndexes.has(index)))
    const errors = [...refused, ...uncovered].sort((one, other) => one.index - other.index)
    if (errors.length > 0) {
      throw new CustomerRoleError("bulk_order_invalid", undefined, errors)
    }
    return new StepResponse(lines.filter(isOrderable))
  }
)
