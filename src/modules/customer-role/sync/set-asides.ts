import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"

/** What linking set aside of a customer, because nobody has proved that it belongs to the Clerk user. */
export type SetAside = {
  id: string
  customer_id: string
  clerk_user_id: string
  phone: string | null
  company_name: string | null
  /** Soft-deleted addresses in the Customer Module. */
  address_ids: string[]
  /** Soft-deleted account holders in the Payment Module. */
  account_holder_ids: string[]
  /** When an admin restored it. */
  restored_at: Date | null
  restored_by: string | null
  created_at: Date
}

/** Reads what was set aside of customers. */
export class SetAsides {
  constructor(private readonly db: () => Knex) {}

  /** Returns what was set aside of a customer, newest first. */
  async list(customerId: string): Promise<SetAside[]> {
    return select<SetAside>(
      this.db(),
      `SELECT id, customer_id, clerk_user_id, phone, company_name, address_ids, account_holder_ids, restored_at, restored_by, created_at
       FROM customer_set_aside WHERE customer_id = ? ORDER BY created_at DESC, id DESC LIMIT 20`,
      [customerId]
    )
  }
}
