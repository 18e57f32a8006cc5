import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"

export type ChooseSalesChannelStepInput = { sales_channel_id?: string }

/**
 * Returns the sales channel of a quote that an admin creates: the given one, the shop's default, or its only one.
 *
 * @throws CustomerRoleError `invalid_request` for an unknown or disabled one; `sales_channel_required` if the shop has
 * several and no default
 *
 * @example
 * const salesChannelId = chooseSalesChannelStep({ sales_channel_id: "sc_123" })
 */
export const chooseSalesChannelStep = createStep(
  "choose-sales-channel",
  async ({ sales_channel_id }: ChooseSalesChannelStepInput, { container }): Promise<StepResponse<string>> => {
    const channels = await container
      .resolve(Modules.SALES_CHANNEL)
      .listSalesChannels({ is_disabled: false }, { select: ["id"], take: null })
    const enabled = channels.map(({ id }) => id)
    if (sales_channel_id !== undefined) {
      if (!enabled.includes(sales_channel_id)) {
        throw new CustomerRoleError("invalid_request", "Sales channel not found, or it is disabled. Choose another one.")
      }
      return new StepResponse(sales_channel_id)
    }
    const [store] = await container.resolve(Modules.STORE).listStores({}, { select: ["id", "default_sales_channel_id"], take: 1 })
    const chosen = enabled.find((id) => id === store?.default_sales_channel_id) ?? (enabled.length === 1 ? enabled[0] : undefined)
    if (chosen === undefined) {
      throw new CustomerRoleError("sales_channel_required", "The shop has no default sales channel. Send sales_channel_id.")
    }
    return new StepResponse(chosen)
  }
)
