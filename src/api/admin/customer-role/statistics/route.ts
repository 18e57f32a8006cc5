import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getStatistics } from "../../../../workflows/statistics"
import { answering } from "../../../http/answer"
import type { GetStatisticsType } from "../validators"

type Request = AuthenticatedMedusaRequest & { validatedQuery: GetStatisticsType }

/** Returns figures about sign-ups, applications, quotes and bulk orders in a range of time. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  res.json(await getStatistics(req.scope, req.validatedQuery))
})
