import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"

export type RequireLinesStepInput = { lines: unknown[] }

/**
 * Refuses to make a quote of nothing.
 *
 * @throws CustomerRoleError `invalid_request`
 *
 * @example
 * requireLinesStep({ lines })
 */
export const requireLinesStep = createStep("require-lines", async ({ lines }: RequireLinesStepInput): Promise<StepResponse<void>> => {
  if (lines.length === 0) {
    throw new CustomerRoleError("invalid_request", "The quote has no lines.")
  }
  return new StepResponse(undefined)
})
