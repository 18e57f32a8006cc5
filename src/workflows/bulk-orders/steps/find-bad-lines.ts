import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { describeBadLines, type DescribeBadLinesInput } from "../lines/describe-bad-lines"
import type { OrderLineError } from "../types"

/**
 * The lines that cannot be ordered and why, without refusing anything.
 *
 * @example
 * const errors = findBadLinesStep({ lines, unit_prices: [10, null], sales_channel_id: "sc_123" })
 */
export const findBadLinesStep = createStep(
  "find-bad-lines",
  async (input: DescribeBadLinesInput, { container }): Promise<StepResponse<OrderLineError[]>> =>
    new StepResponse(await describeBadLines(container, input))
)
