import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { Pool } from "pg"

const pool = new Pool({ connectionString: process.env.DATABASE_URL })

/** The usual way of the question: how the shop's own code would look an account type up. */
export const readAccountType = async (customerId: string): Promise<string | undefined> => {
  const { rows } = await pool.query<{ account_type: string }>("SELECT account_type FROM customer_meta WHERE customer_id = $1", [customerId])
  return rows[0]?.account_type
}

/**
 * The guard as one writes it by hand: one query a request through a pool of its own, and nothing else. It knows
 * neither verification nor bans nor Clerk tokens, and a soft-deleted record is a business to it.
 */
export const seedsGuard = async (req: AuthenticatedMedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  if ((await readAccountType(req.auth_context?.actor_id)) !== "business") {
    res.status(403).json({ message: "Business account required" })
    return
  }
  next()
}
