import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type ListQuoteChannelsStepInput = { sales_channel_id: string | null }

/**
 * The sales channels whose products a quote can have: its own, or, where it was asked for in none in particular, all that
 * are enabled.
 *
 * @example
 * const salesChannelIds = listQuoteChannelsStep({ sales_channel_id: quote.sales_channel_id })
 */
export const listQuoteChannelsStep = createStep(
  "list-quote-channels",
  async ({ sales_channel_id }: ListQuoteChannelsStepInput, { container }): Promise<StepResponse<string[]>> => {
    if (sales_channel_id !== null) {
      return new StepResponse([sales_channel_id])
    }
    const channels = await container
      .resolve(Modules.SALES_CHANNEL)
      .listSalesChannels({ is_disabled: false }, { select: ["id"], take: null })
    return new StepResponse(channels.map(({ id }) => id))
  }
)
