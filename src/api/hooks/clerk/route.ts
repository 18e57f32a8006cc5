import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { verifyWebhook, type VerifiedWebhook } from "../../../clerk/webhook"
import { asCustomerRoleError, CustomerRoleError } from "../../../errors"
import { logEvent } from "../../../observability/log"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { countWebhook } from "../../../observability/metrics"
import { receiveClerkWebhook } from "../../../workflows/customer-role"
import { answering } from "../../http/answer"

/** Receives webhooks from Clerk. */
export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  const { webhookSigningSecret } = pluginOptions(req.scope).clerk
  if (!webhookSigningSecret) {
    throw new CustomerRoleError("not_found")
  }
  const delivery = await verify(req, webhookSigningSecret)
  if (delivery) {
    await receiveClerkWebhook(req.scope, delivery)
  }
  res.json({ received: true })
})

/** Returns `null` if a signed body is not an event. The route acknowledges it, because Clerk would send it again otherwise. */
const verify = async (req: MedusaRequest, signingSecret: string): Promise<VerifiedWebhook | null> => {
  try {
    return await verifyWebhook(req.headers, Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0), signingSecret)
  } catch (error) {
    const code = asCustomerRoleError(error)?.code
    countWebhook({ type: "unknown", outcome: "rejected", reason: code })
    logEvent(req.scope, "customer_role.webhook_rejected", { code })
    if (code === "invalid_request") {
      return null
    }
    throw error
  }
}
