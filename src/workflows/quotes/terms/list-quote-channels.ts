import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"

export type ListQuoteChannelsStepInput = { sales_channel_id: string | null }

/**
 * The sales channels whose products a quote can have: its own, or, where it was asked for in none in particular, all that
 * are enabled.
 *
 * @throws CustomerRoleError `invalid_request` where its own is disabled or gone: nobody could accept what is offered there
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
      throw new CustomerRoleError("invalid_request", "The sales channel of the quote is disabled or gone. Enable it, or make a new quote in another one.")
    }
    return new StepResponse(channels.map(({ id }) => id))
  }
)
