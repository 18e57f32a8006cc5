import { useCallback, useEffect, useState } from "react"
import { sdk } from "../sdk"

/** Whether the shop's records confirm what an order says; `checking` until that is known, `failed` where it could not be asked. */
export type Confirmation = "checking" | "confirmed" | "unconfirmed" | "failed"

type Found = { orders: { confirmed: boolean }[] }

/**
 * Asks whether an order is that of a business on record, and lets one ask again.
 *
 * @example
 * const { confirmation, checkAgain } = useOrderConfirmation("order_123")
 */
export const useOrderConfirmation = (orderId: string): { confirmation: Confirmation; checkAgain: () => void } => {
  const [confirmation, setConfirmation] = useState<Confirmation>("checking")
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const settle = (outcome: Confirmation) => {
      if (isCurrent) {
        setConfirmation(outcome)
      }
    }
    setConfirmation("checking")
    sdk.client.fetch<Found>("/admin/orders/bulk", { query: { id: orderId } }).then(
      ({ orders }) => settle(orders[0]?.confirmed ? "confirmed" : "unconfirmed"),
      () => settle("failed")
    )
    return () => {
      isCurrent = false
    }
  }, [orderId, attempt])
  return { confirmation, checkAgain: useCallback(() => setAttempt((count) => count + 1), []) }
}
