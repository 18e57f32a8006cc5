import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { writeBackRoleStep, type WriteBackRoleStepInput } from "./steps/write-back-role"

export type WriteBackRoleWorkflowInput = WriteBackRoleStepInput

/**
 * Writes a customer's role to Clerk's `publicMetadata`, off the request path, so that storefronts can show it without
 * asking the shop.
 *
 * @example
 * await writeBackRoleWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Write a role back to Clerk.
 */
export const writeBackRoleWorkflow = createWorkflow("write-back-role", (input: WriteBackRoleWorkflowInput) =>
  new WorkflowResponse(writeBackRoleStep(input))
)
