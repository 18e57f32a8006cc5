import type { AdminOrder, AdminPaymentCollection } from "@medusajs/framework/types"
import { paymentsOf, providerName } from "../order-payment"

const payment = (provider_id: string, more: { captured_at?: string; canceled_at?: string } = {}) => ({
  id: `pay_${provider_id}`,
  amount: 10,
  currency_code: "eur",
  provider_id,
  ...more,
})

const orderWith = (collection: object): Pick<AdminOrder, "payment_collections"> => ({
  payment_collections: [
    {
      id: "pay_col_1",
      currency_code: "eur",
      amount: 10,
      status: "authorized",
      payment_providers: [],
      ...collection,
    } as AdminPaymentCollection,
  ],
})

describe("how an order is paid", () => {
  it("is on account with the plugin's provider, under whatever id the shop has it", () => {
    const order = orderWith({ payments: [payment("pp_on-account_b2b")] })
    expect(paymentsOf(order)).toEqual([{ id: "pp_on-account_b2b", onAccount: true, paidAt: null }])
    expect(paymentsOf(orderWith({ payments: [payment("pp_on-accounting_x")] }))).toMatchObject([{ onAccount: false }])
  })

  it("says when it was paid", () => {
    const order = orderWith({ payments: [payment("pp_stripe_stripe", { captured_at: "2026-11-22T10:00:00.000Z" })] })
    expect(paymentsOf(order)).toEqual([{ id: "pp_stripe_stripe", onAccount: false, paidAt: "2026-11-22T10:00:00.000Z" }])
  })

  it("is not paid while one of several payments is open, whichever comes first", () => {
    const paid = payment("pp_stripe_stripe", { captured_at: "2026-11-22T10:00:00.000Z" })
    const open = payment("pp_stripe_stripe")
    expect(paymentsOf(orderWith({ payments: [open, paid] }))).toMatchObject([{ paidAt: null }])
    expect(paymentsOf(orderWith({ payments: [paid, open] }))).toMatchObject([{ paidAt: null }])
    expect(paymentsOf(orderWith({ payments: [paid, paid] }))).toMatchObject([{ paidAt: "2026-11-22T10:00:00.000Z" }])
  })

  it("leaves cancelled payments out, and is what was chosen if there is no other", () => {
    const cancelled = payment("pp_on-account_b2b", { canceled_at: "2026-11-22T10:00:00.000Z" })
    const order = orderWith({ payments: [cancelled], payment_sessions: [{ id: "payses_1", provider_id: "pp_system_default" }] })
    expect(paymentsOf(order)).toEqual([{ id: "pp_system_default", onAccount: false, paidAt: null }])
  })

  it("is nothing for an order without payments", () => {
    expect(paymentsOf({ payment_collections: [] })).toEqual([])
  })

  it("names providers as Medusa does", () => {
    expect(providerName("pp_stripe-ideal_eur")).toBe("Stripe Ideal (EUR)")
    expect(providerName("pp_system_default")).toBe("System (DEFAULT)")
    expect(providerName("manual")).toBe("Manual")
  })
})
