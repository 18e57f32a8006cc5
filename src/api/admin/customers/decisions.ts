import type { VerificationDecision } from "../../../modules/customer-role/types"
import type { VerifyCustomersType } from "./validators"

/** One decision for each customer that a request names. */
export const toDecisions = (body: VerifyCustomersType): VerificationDecision[] => {
  const { is_verified, note, internal_note } = body
  return "customer_id" in body
    ? [{ customer_id: body.customer_id, is_verified, note, internal_note, expected_updated_at: body.expected_updated_at }]
    : body.customer_ids.map((customer_id) => ({
        customer_id,
        is_verified,
        note,
        internal_note,
        expected_updated_at: body.expected_updated_at?.[customer_id],
      }))
}
