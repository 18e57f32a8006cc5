import { performance } from "node:perf_hooks"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ReconciliationRecord } from "../../../../../../src/modules/customer-role/types"
import { type Memory, watchingMemory } from "../../../memory"
import { pluginWorkflows } from "../../../plugin"

/** The result of a reconciliation inside the running shop. */
export type ReconcileAnswer = { seconds: number; memory: Memory } & Pick<ReconciliationRecord, "status" | "counts">

/** Reconciles the shop with Clerk like the job does. */
export const POST = async ({ scope }: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const { reconcileRoles } = pluginWorkflows()
  const begun = performance.now()
  const { found, memory } = await watchingMemory(() => reconcileRoles(scope))
  const { status, counts } = found
  const answer: ReconcileAnswer = { seconds: (performance.now() - begun) / 1000, memory, status, counts }
  res.json(answer)
}
