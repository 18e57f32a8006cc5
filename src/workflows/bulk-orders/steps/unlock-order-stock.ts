import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { giveBackKeys } from "../../../locking/keys"
import type { OrderStockLock } from "./lock-order-stock"

/**
 * Gives back what {@link lockOrderStockStep} holds.
 *
 * @example
 * unlockOrderStockStep(lock)
 */
export const unlockOrderStockStep = createStep(
  "unlock-order-stock",
  async ({ keys, owner_id }: OrderStockLock, { container }): Promise<StepResponse<void>> => {
    if (keys.length > 0) {
      await giveBackKeys(container, keys, owner_id)
    }
    return new StepResponse(undefined)
  }
)
