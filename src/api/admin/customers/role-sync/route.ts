import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../../../modules/customer-role"
import type { WriteBackFailure } from "../../../../modules/customer-role/sync/write-back-queue"
import { answering } from "../../../http/answer"
import { customersById } from "../../../views/named-customers"
import type { ListRoleSyncType } from "../validators"

type Request = AuthenticatedMedusaRequest & { validatedQuery: ListRoleSyncType }

/** Returns the state of the sync with Clerk: webhooks, write-backs, failures and differences. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  const { limit, offset, kind } = req.validatedQuery
  const { deliveries, writeBacks, differences, reconciliations } = req.scope.resolve(CUSTOMER_ROLE_MODULE)
  const [last_webhook, counts, failures, waiting, writeBackFailures, found, differences_count, reconciliation] = await Promise.all([
    deliveries.last(),
    deliveries.counts(),
    deliveries.open(limit),
    writeBacks.state(),
    writeBacks.failures(limit),
    differences.list({ limit, offset, kind }),
    differences.count(kind),
    reconciliations.last(),
  ])
  const customers = await customersById(
    req.scope,
    found.flatMap(({ customer_id }) => customer_id ?? [])
  )
  res.json({
    last_webhook,
    counts,
    failures,
    write_back: { ...waiting, failures: writeBackFailures.map(toWriteBackFailure) },
    differences: found.map((difference) => ({ ...difference, customer: customers.get(difference.customer_id ?? "") ?? null })),
    differences_count,
    reconciliation,
    limit,
    offset,
  })
})

const toWriteBackFailure = ({ customer_id, clerk_user_id, attempts, reason, due_at }: WriteBackFailure) => ({
  customer_id,
  clerk_user_id,
  attempts,
  reason,
  next_attempt_at: due_at,
})
