import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"

export type OpenPaymentSessionStepInput = { payment_collection_id: string; provider_id: string; customer_id: string }

const WAIT_AT_MOST_SECONDS = 10

/**
 * Opens a payment session, for one order of a customer at a time. A customer's first payment creates their account at the
 * provider, so all but one of several parallel first payments would fail. The lock is held inside this step and ends with the
 * process, even with a Locking Module provider whose acquired locks never expire.
 *
 * @example
 * const { id } = openPaymentSessionStep({ payment_collection_id, provider_id: "pp_on-account_b2b", customer_id })
 */
export const openPaymentSessionStep = createStep(
  "open-payment-session",
  async (input: OpenPaymentSessionStepInput, { container }): Promise<StepResponse<{ id: string }>> => {
    const { id } = await container
      .resolve(Modules.LOCKING)
      .execute(
        [`payment-account:${input.customer_id}`],
        async () => (await createPaymentSessionsWorkflow(container).run({ input })).result,
        { timeout: WAIT_AT_MOST_SECONDS }
      )
    return new StepResponse({ id })
  }
)
