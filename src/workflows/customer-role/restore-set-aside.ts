import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, CustomerWorkflowEvents } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { CustomerRoleError } from "../../errors"
import type { SetAside } from "../../modules/customer-role/sync/set-asides"
import { change, select } from "../../postgres/sql"

export type RestoreSetAsideWorkflowInput = {
  customer_id: string
  /** The admin or secret API key that decided to restore. */
  restored_by: string
}

const restoreSetAsideStep = createStep(
  "restore-set-aside",
  async ({ customer_id, restored_by }: RestoreSetAsideWorkflowInput, { container }): Promise<StepResponse<void>> => {
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).transaction(async (trx: Knex.Transaction) => {
      const [customer] = await select(trx, "SELECT 1 FROM customer WHERE id = ? AND deleted_at IS NULL FOR UPDATE", [customer_id])
      const found = await select<SetAside>(
        trx,
        `SELECT id, phone, company_name, address_ids, account_holder_ids FROM customer_set_aside
         WHERE customer_id = ? AND restored_at IS NULL ORDER BY created_at DESC, id DESC FOR UPDATE`,
        [customer_id]
      )
      if (!customer || !found.length) {
        throw new CustomerRoleError("not_found", "This customer has nothing set aside.")
      }
      for (const setAside of found) {
        await restore(trx, customer_id, setAside)
      }
      await change(trx, "UPDATE customer_set_aside SET restored_at = now(), restored_by = ?, updated_at = now() WHERE id = ANY(?)", [
        restored_by,
        found.map(({ id }) => id),
      ])
    })
    return new StepResponse(undefined)
  }
)

const restore = async (
  trx: Knex,
  customerId: string,
  { phone, company_name, address_ids, account_holder_ids }: SetAside
): Promise<void> => {
  await change(
    trx,
    "UPDATE customer_address SET deleted_at = NULL, updated_at = now() WHERE customer_id = ? AND id = ANY(?) AND deleted_at IS NOT NULL",
    [customerId, address_ids]
  )
  await change(
    trx,
    `UPDATE customer_account_holder SET deleted_at = NULL, updated_at = now()
     WHERE customer_id = ? AND account_holder_id = ANY(?) AND deleted_at IS NOT NULL`,
    [customerId, account_holder_ids]
  )
  await change(
    trx,
    "UPDATE customer SET phone = COALESCE(phone, ?), company_name = COALESCE(company_name, ?), updated_at = now() WHERE id = ?",
    [phone, company_name, customerId]
  )
}

/**
 * Restores what linking set aside of a customer, once an admin knows that it is theirs: addresses (none as a default),
 * saved payment accounts, and phone and company where the customer has none now.
 *
 * @throws CustomerRoleError `not_found` if there is no such customer or nothing is set aside
 *
 * @example
 * await restoreSetAsideWorkflow(container).run({ input: { customer_id: "cus_123", restored_by: "user_123" } })
 *
 * @summary Restore what was set aside of a customer.
 */
export const restoreSetAsideWorkflow = createWorkflow("restore-set-aside", (input: RestoreSetAsideWorkflowInput) => {
  restoreSetAsideStep(input)
  emitEventStep({ eventName: CustomerWorkflowEvents.UPDATED, data: transform({ input }, ({ input }) => [{ id: input.customer_id }]) })
  return new WorkflowResponse(input.customer_id)
})
