import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Reads one row by its primary key, as the baseline for lists of quotes. */
export const readQuoteRow = async ({ scope, query }: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { rows } = await scope.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw("SELECT * FROM quote WHERE id = ?", [String(query.id)])
  res.json({ quote: rows[0] })
}
