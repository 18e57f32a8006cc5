import { useCallback, useEffect, useState } from "react"
import { sdk } from "../sdk"

/** The verification status of a customer. */
type Status = "not_required" | "pending" | "verified" | "rejected" | "revoked"

/** The shop's records about an order's customer. `confirmed` is `null` for orders without a record. */
export type OrderRecord = {
  confirmed: boolean | null
  placed_by: { customer_id: string; account_type: "individual" | "business" | null; verification_status: Status | null } | null
  customer_now: { account_type: "individual" | "business"; verification_status: Status; disabled: boolean } | null
}

/** The state of the request for an {@link OrderRecord}. */
export type Confirmation = { state: "checking" } | { state: "failed" } | { state: "known"; record: OrderRecord }

const UNKNOWN: OrderRecord = { confirmed: null, placed_by: null, customer_now: null }

/**
 * Loads the shop's records about who placed an order. `checkAgain` repeats the request.
 *
 * @example
 * const { confirmation, checkAgain } = useOrderConfirmation("order_123")
 */
export const useOrderConfirmation = (orderId: string): { confirmation: Confirmation; checkAgain: () => void } => {
  const [confirmation, setConfirmation] = useState<Confirmation>({ state: "checking" })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const settle = (outcome: Confirmation) => {
      if (isCurrent) {
        setConfirmation(outcome)
      }
    }
    setConfirmation({ state: "checking" })
    sdk.client.fetch<{ orders: OrderRecord[] }>("/admin/orders/bulk", { query: { id: orderId } }).then(
      ({ orders: [record = UNKNOWN] }) => settle({ state: "known", record }),
      () => settle({ state: "failed" })
    )
    return () => {
      isCurrent = false
    }
  }, [orderId, attempt])
  return { confirmation, checkAgain: useCallback(() => setAttempt((count) => count + 1), []) }
}
