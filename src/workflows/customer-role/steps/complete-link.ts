import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SIGN_IN_REPLACED_AT } from "../../../clerk/auth-provider"
import { change, select } from "../../../postgres/sql"

export type CompleteLinkStepInput = {
  customer_meta_id: string
  /** The customer's new names, from Clerk. */
  first_name: string | null
  last_name: string | null
}

/** The outcome of completing a link. */
export type CompletedLink = {
  /** `false` if another process completed it first. */
  completed: boolean
  /** Carts that lost their customer and may still have the prices of the customer's groups. */
  cart_ids: string[]
}

type PendingLink = { customer_id: string; clerk_user_id: string; auth_identity_id: string }

/**
 * Completes the link between a registered customer and the Clerk user who proved the customer's email address. Someone else
 * may have registered the address before: they lose access, and the owner does not inherit their data.
 *
 * Detaches the other sign-ins, takes the names from Clerk, releases open carts, and sets addresses, phone, company and saved
 * payment accounts aside for an admin. All of it happens in one transaction, after every step that can fail. If the process
 * dies before, the link stays pending, the customer keeps a sign-in, and the owner's next request completes the link.
 *
 * @example
 * const { completed } = completeLinkStep({ customer_meta_id: "cmeta_123", first_name: "Ada", last_name: null })
 */
export const completeLinkStep = createStep(
  "complete-link",
  async ({ customer_meta_id, ...names }: CompleteLinkStepInput, { container }): Promise<StepResponse<CompletedLink>> => {
    const completed = await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).transaction(async (trx: Knex.Transaction) => {
      const [link] = await select<PendingLink>(
        trx,
        `SELECT customer_id, clerk_user_id, auth_identity_id FROM customer_meta
         WHERE id = ? AND link_pending AND deleted_at IS NULL FOR UPDATE`,
        [customer_meta_id]
      )
      if (!link) {
        return { completed: false, cart_ids: [] }
      }
      await detachSignIns(trx, link)
      await setAside(trx, link, names)
      const cart_ids = await releaseCarts(trx, link)
      await change(trx, "UPDATE customer_meta SET link_pending = false WHERE id = ?", [customer_meta_id])
      return { completed: true, cart_ids }
    })
    return new StepResponse(completed)
  }
)

/** Removes the customer from all other sign-ins. The mark explains later why they have none. */
const detachSignIns = async (trx: Knex, { customer_id, auth_identity_id }: PendingLink): Promise<void> => {
  await change(
    trx,
    `UPDATE auth_identity
     SET app_metadata = (app_metadata - 'customer_id') || jsonb_build_object(?::text, now()), updated_at = now()
     WHERE app_metadata ->> 'customer_id' = ? AND id <> ? AND deleted_at IS NULL`,
    [SIGN_IN_REPLACED_AT, customer_id, auth_identity_id]
  )
}

const setAside = async (
  trx: Knex,
  { customer_id, clerk_user_id }: PendingLink,
  { first_name, last_name }: Pick<CompleteLinkStepInput, "first_name" | "last_name">
): Promise<void> => {
  const [before] = await select<{ phone: string | null; company_name: string | null }>(
    trx,
    "SELECT phone, company_name FROM customer WHERE id = ? FOR UPDATE",
    [customer_id]
  )
  await change(
    trx,
    "UPDATE customer SET first_name = ?, last_name = ?, phone = NULL, company_name = NULL, updated_at = now() WHERE id = ?",
    [first_name, last_name, customer_id]
  )
  // The unique indexes on default addresses include deleted ones.
  const addresses = await select<{ id: string }>(
    trx,
    `UPDATE customer_address SET deleted_at = now(), updated_at = now(), is_default_shipping = false, is_default_billing = false
     WHERE customer_id = ? AND deleted_at IS NULL RETURNING id`,
    [customer_id]
  )
  const holders = await select<{ account_holder_id: string }>(
    trx,
    `UPDATE customer_account_holder SET deleted_at = now(), updated_at = now()
     WHERE customer_id = ? AND deleted_at IS NULL RETURNING account_holder_id`,
    [customer_id]
  )
  const phone = before?.phone || null
  const company_name = before?.company_name || null
  if (phone || company_name || addresses.length || holders.length) {
    await trx("customer_set_aside").insert({
      id: generateEntityId(undefined, "csetas"),
      customer_id,
      clerk_user_id,
      phone,
      company_name,
      address_ids: JSON.stringify(addresses.map(({ id }) => id)),
      account_holder_ids: JSON.stringify(holders.map(({ account_holder_id }) => account_holder_id)),
    })
  }
}

const releaseCarts = async (trx: Knex, { customer_id }: PendingLink): Promise<string[]> => {
  const carts = await select<{ id: string }>(
    trx,
    `UPDATE cart SET customer_id = NULL, email = NULL, updated_at = now()
     WHERE customer_id = ? AND completed_at IS NULL AND deleted_at IS NULL RETURNING id`,
    [customer_id]
  )
  const groups = carts.length
    ? await select(trx, "SELECT 1 FROM customer_group_customer WHERE customer_id = ? AND deleted_at IS NULL LIMIT 1", [customer_id])
    : []
  return groups.length ? carts.map(({ id }) => id) : []
}
