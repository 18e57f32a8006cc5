import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { verifyWebhook } from "../../../clerk/webhook"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { receiveClerkWebhook } from "../../../workflows/customer-role"
import { answering } from "../../http/answer"

/** Receives Clerk's webhooks. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { webhookSigningSecret } = req.scope.resolve(CUSTOMER_ROLE_MODULE).options.clerk
  if (!webhookSigningSecret) {
    throw new CustomerRoleError("not_found")
  }
  const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  await receiveClerkWebhook(req.scope, await verifyWebhook(req.headers, body, webhookSigningSecret))
  res.json({ received: true })
})
