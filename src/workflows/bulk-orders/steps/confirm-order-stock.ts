import { MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type ConfirmOrderStockStepInput = { order_id: string }

/**
 * Throws if an order has reserved more than the stock. Medusa checks each reservation on its own, so two lines that share an
 * inventory item, such as a kit and its part, can together exceed the stock while another order is placed. The order that
 * reserves last fails here and is undone.
 *
 * @throws MedusaError `not_allowed` with the code `insufficient_inventory`, like Medusa's own check
 *
 * @example
 * confirmOrderStockStep({ order_id: "order_123" })
 */
export const confirmOrderStockStep = createStep(
  "confirm-order-stock",
  async ({ order_id }: ConfirmOrderStockStepInput, { container }): Promise<StepResponse<void>> => {
    const inventory = container.resolve(Modules.INVENTORY)
    const order = await container.resolve(Modules.ORDER).retrieveOrder(order_id, { relations: ["items"] })
    const reservations = await inventory.listReservationItems({ line_item_id: order.items?.map(({ id }) => id) ?? [] }, { take: null })
    if (reservations.length === 0) {
      return new StepResponse(undefined)
    }
    const levels = await inventory.listInventoryLevels(
      { inventory_item_id: [...new Set(reservations.map(({ inventory_item_id }) => inventory_item_id))] },
      { take: null }
    )
    for (const { inventory_item_id, location_id, stocked_quantity, reserved_quantity } of levels) {
      const ours = reservations.filter((item) => item.inventory_item_id === inventory_item_id && item.location_id === location_id)
      const onBackorder = MathBN.sum(0, ...ours.filter(({ allow_backorder }) => allow_backorder).map(({ quantity }) => quantity))
      const mustBeThere = ours.some(({ allow_backorder }) => !allow_backorder)
      if (mustBeThere && MathBN.gt(MathBN.sub(reserved_quantity, onBackorder), stocked_quantity)) {
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          `Not enough stock available for item ${inventory_item_id} at location ${location_id}`,
          MedusaError.Codes.INSUFFICIENT_INVENTORY
        )
      }
    }
    return new StepResponse(undefined)
  }
)
