import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"

const QUOTED_ELSEWHERE = "The quote was made in a sales channel that the publishable key does not have. Accept it where you asked for it."
const QUOTED_IN_DISABLED = "The sales channel of the quote is disabled. Ask for a new quote."

export type ResolveSalesChannelStepInput = {
  /** The sales channels that the caller may order in. */
  sales_channel_ids: string[]
  sales_channel_id?: string
  /** Whether it comes from a quote rather than from the caller. @default false */
  is_quoted?: boolean
}

/**
 * Returns the sales channel of an order: the requested one, or the only one.
 *
 * @throws CustomerRoleError `sales_channel_required`, or `invalid_request` for one that the caller may not order in
 *
 * @example
 * const salesChannelId = resolveSalesChannelStep({ sales_channel_ids: ["sc_123"] })
 */
export const resolveSalesChannelStep = createStep(
  "resolve-sales-channel",
  async (
    { sales_channel_ids, sales_channel_id, is_quoted = false }: ResolveSalesChannelStepInput,
    { container }
  ): Promise<StepResponse<string>> => {
    if (sales_channel_id !== undefined && !sales_channel_ids.includes(sales_channel_id)) {
      throw new CustomerRoleError(
        "invalid_request",
        is_quoted ? QUOTED_ELSEWHERE : "sales_channel_id: the publishable key has no such sales channel."
      )
    }
    const enabled = await container
      .resolve(Modules.SALES_CHANNEL)
      .listSalesChannels({ id: sales_channel_id === undefined ? sales_channel_ids : [sales_channel_id], is_disabled: false })
    if (sales_channel_id !== undefined && enabled.length === 0) {
      throw new CustomerRoleError("invalid_request", is_quoted ? QUOTED_IN_DISABLED : "sales_channel_id: this sales channel is disabled.")
    }
    if (enabled.length !== 1) {
      throw new CustomerRoleError(
        "sales_channel_required",
        enabled.length === 0 ? "The publishable key has no sales channel to order in." : undefined
      )
    }
    return new StepResponse(enabled[0].id)
  }
)
