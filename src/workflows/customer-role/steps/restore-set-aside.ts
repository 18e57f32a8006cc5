import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { SetAside } from "../../../modules/customer-role/sync/set-asides"
import { change, select } from "../../../postgres/sql"

export type RestoreSetAsideStepInput = {
  customer_id: string
  /** The admin, or the secret key, who has looked at it. */
  restored_by: string
}

/**
 * Gives a customer back what was set aside when it was linked, in one transaction: addresses, of which none is a default;
 * saved payment accounts; phone and company where the customer has none by now.
 *
 * @throws CustomerRoleError `not_found` where there is no such customer, or nothing is set aside
 *
 * @example
 * restoreSetAsideStep({ customer_id: "cus_123", restored_by: "user_123" })
 */
export const restoreSetAsideStep = createStep(
  "restore-set-aside",
  async ({ customer_id, restored_by }: RestoreSetAsideStepInput, { container }): Promise<StepResponse<void>> => {
    await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).transaction(async (trx: Knex.Transaction) => {
      const [customer] = await select(trx, "SELECT 1 FROM customer WHERE id = ? AND deleted_at IS NULL FOR UPDATE", [customer_id])
      const found = await select<SetAside>(
        trx,
        `SELECT id, phone, company_name, address_ids, account_holder_ids FROM customer_set_aside
         WHERE customer_id = ? AND restored_at IS NULL ORDER BY created_at DESC, id DESC FOR UPDATE`,
        [customer_id]
      )
      if (!customer || !found.length) {
        throw new CustomerRoleError("not_found", "Nothing of this customer is set aside.")
      }
      for (const setAside of found) {
        await giveBack(trx, customer_id, setAside)
      }
      await change(
        trx,
        "UPDATE customer_set_aside SET restored_at = now(), restored_by = ?, updated_at = now() WHERE id = ANY(?)",
        [restored_by, found.map(({ id }) => id)]
      )
    })
    return new StepResponse(undefined)
  }
)

const giveBack = async (
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
