import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getStatistics } from "../../../../workflows/statistics"
import { answering } from "../../../http/answer"
import type { GetStatisticsType } from "../validators"
import { sendStatisticsCsv } from "./csv"

type Request = AuthenticatedMedusaRequest & { validatedQuery: GetStatisticsType }

/** Returns figures about sign-ups, applications, quotes and bulk orders in a range of time. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  const { format, ...range } = req.validatedQuery
  const statistics = await getStatistics(req.scope, range)
  if (format === "csv") {
    return sendStatisticsCsv(statistics, res)
  }
  res.json(statistics)
})
