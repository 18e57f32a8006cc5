import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Returns the processor time that this shop's process has used so far, in milliseconds. */
export const GET = (_req: MedusaRequest, res: MedusaResponse): void => {
  const { user, system } = process.cpuUsage()
  res.json({ milliseconds: (user + system) / 1000 })
}
