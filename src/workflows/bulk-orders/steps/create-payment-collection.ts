import type { BigNumberInput } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentCollectionIdOf } from "../placement/ids"

export type CreatePaymentCollectionStepInput = { order_id: string; currency_code: string; amount: BigNumberInput }

/**
 * Creates the payment collection of an order under an id derived from the order's, so that it can be found even before it is
 * linked to the order.
 *
 * @example
 * const { id } = createPaymentCollectionStep({ order_id: "order_123", currency_code: "eur", amount: 10 })
 */
export const createPaymentCollectionStep = createStep(
  "create-payment-collection",
  async ({ order_id, currency_code, amount }: CreatePaymentCollectionStepInput, { container }): Promise<StepResponse<{ id: string }>> => {
    const collection = { id: paymentCollectionIdOf(order_id), currency_code, amount }
    const [{ id }] = await container.resolve(Modules.PAYMENT).createPaymentCollections([collection])
    return new StepResponse({ id })
  }
)
