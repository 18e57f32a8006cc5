import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"

export type ListQuoteChannelsStepInput = { sales_channel_id: string | null }

/**
 * Returns the sales channels whose products a quote may contain: its own, or all enabled ones if it has none.
 *
 * @throws CustomerRoleError `invalid_request` if its own is disabled or gone, because nobody could accept such an offer
 *
 * @example
 * const salesChannelIds = listQuoteChannelsStep({ sales_channel_id: quote.sales_channel_id })
 */
export const listQuoteChannelsStep = createStep(
  "list-quote-channels",
  async ({ sales_channel_id }: ListQuoteChannelsStepInput, { container }): Promise<StepResponse<string[]>> => {
    const own = sales_channel_id === null ? {} : { id: sales_channel_id }
    const channels = await container
      .resolve(Modules.SALES_CHANNEL)
      .listSalesChannels({ ...own, is_disabled: false }, { select: ["id"], take: null })
    if (sales_channel_id !== null && channels.length === 0) {
      throw new CustomerRoleError(
        "invalid_request",
        "The sales channel of the quote is disabled or gone. Enable it, or create a new quote in another one."
      )
    }
    return new StepResponse(channels.map(({ id }) => id))
  }
)
