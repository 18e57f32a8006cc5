import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { Pool } from "pg"

const pool = new Pool({ connectionString: process.env.DATABASE_URL })

/** Looks an account type up as the shop's own code usually would. */
export const readAccountType = async (customerId: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ account_type: string }>("SELECT account_type FROM customer_meta WHERE customer_id = $1", [customerId])
  return rows[0]?.account_type
}

/**
 * A typical handwritten guard: one query per request through its own pool. It ignores verification, bans and Clerk
 * tokens, and treats a soft-deleted record as a business.
 */
export const seedsGuard = async (req: AuthenticatedMedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  if ((await readAccountType(req.auth_context?.actor_id)) !== "business") {
    res.status(403).json({ message: "Business account required" })
    return
  }
  next()
}
