import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { writeBackRolesStep } from "../steps/write-back-roles"

/**
 * Writes the roles that wait for it to Clerk's `publicMetadata`, off the request path, so that storefronts can show them
 * without asking the shop. Several at once do not write the same role.
 *
 * @example
 * const { result } = await writeBackRolesWorkflow(container).run()
 *
 * @summary Write roles back to Clerk.
 */
export const writeBackRolesWorkflow = createWorkflow("write-back-roles", () => new WorkflowResponse(writeBackRolesStep()))
