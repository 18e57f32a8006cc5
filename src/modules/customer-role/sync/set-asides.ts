import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"

/** What of a customer was set aside when it was linked to a Clerk user: nobody has proved whose it is. */
export type SetAside = {
  id: string
  customer_id: string
  clerk_user_id: string
  phone: string | null
  company_name: string | null
  /** Addresses of the Customer Module, which hold their text. */
  address_ids: string[]
  /** Account holders of the Payment Module. */
  account_holder_ids: string[]
  /** When an admin has given it back. */
  restored_at: Date | null
  restored_by: string | null
  created_at: Date
}

/** What was set aside of customers. */
export class SetAsides {
  constructor(private readonly db: () => Knex) {}

  /** What was set aside of a customer, the last first. */
  async list(customerId: string): Promise<SetAside[]> {
    return select<SetAside>(
      this.db(),
      `SELECT id, customer_id, clerk_user_id, phone, company_name, address_ids, account_holder_ids, restored_at, restored_by, created_at
       FROM customer_set_aside WHERE customer_id = ? ORDER BY created_at DESC, id DESC LIMIT 20`,
      [customerId]
    )
  }
}
