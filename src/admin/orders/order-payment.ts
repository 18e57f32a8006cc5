import type { AdminOrder } from "@medusajs/framework/types"

/** How an order is paid. `id` is the payment provider's. */
export type OrderPayment = { id: string; onAccount: boolean; paidAt: string | null }

/** The plugin's payment provider, whatever its id in the shop's configuration. */
const ON_ACCOUNT = /^pp_on-account(_|$)/

/**
 * Returns how an order is paid: its payments that were not cancelled, or what was chosen if there is no payment yet. Several
 * with one provider are paid once all of them are.
 *
 * @example
 * paymentsOf(order) // [{ id: "pp_on-account_b2b", onAccount: true, paidAt: null }]
 */
export const paymentsOf = ({ payment_collections }: Pick<AdminOrder, "payment_collections">): OrderPayment[] => {
  const collections = payment_collections ?? []
  const payments = collections.flatMap((collection) => collection.payments ?? []).filter(({ canceled_at }) => !canceled_at)
  const sessions = collections.flatMap((collection) => collection.payment_sessions ?? [])
  const chosen =
    payments.length > 0
      ? payments.map(({ provider_id, captured_at }) => ({ id: provider_id, paidAt: captured_at ? String(captured_at) : null }))
      : sessions.map(({ provider_id }) => ({ id: provider_id, paidAt: null }))
  return [...new Set(chosen.map(({ id }) => id))].map((id) => {
    const times = chosen.filter((payment) => payment.id === id).map(({ paidAt }) => paidAt)
    return { id, onAccount: ON_ACCOUNT.test(id), paidAt: times.includes(null) ? null : (times.at(-1) ?? null) }
  })
}

/**
 * Returns a payment provider's name as Medusa's own order page writes it.
 *
 * @example
 * providerName("pp_stripe-ideal_eur") // "Stripe Ideal (EUR)"
 */
export const providerName = (id: string): string => {
  const [, name = id, type] = id.split("_")
  const words = name.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return words.join(" ") + (type ? ` (${type.toUpperCase()})` : "")
}
