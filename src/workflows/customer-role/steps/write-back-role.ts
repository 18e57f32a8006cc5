import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toWrittenRole, writeBackRole } from "../../../clerk/write-back"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type WriteBackRoleStepInput = { customer_id: string }

/**
 * Writes the role, as it is by now, to Clerk's `publicMetadata`. Tried up to five times, some seconds apart. Nothing
 * to undo: the next change writes again.
 *
 * @example
 * writeBackRoleStep({ customer_id: "cus_123" })
 */
export const writeBackRoleStep = createStep(
  { name: "write-back-role", maxRetries: 4, retryInterval: 5 },
  async ({ customer_id }: WriteBackRoleStepInput, { container }): Promise<StepResponse<boolean>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const { clerk, writeBack } = service.options
    const record = await service.getCustomerMetaByCustomerId(customer_id)
    if (!record || writeBack.metadataKey === false) {
      return new StepResponse(false)
    }
    const written = await writeBackRole(record.clerk_user_id, writeBack.metadataKey, toWrittenRole(record), clerk)
    return new StepResponse(written)
  }
)
