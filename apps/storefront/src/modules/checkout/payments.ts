/** A way of paying that this storefront knows how to show, in the words of `checkout.payments`. */
export type PaymentKind = "onAccount" | "inAdvance"

/** A way of paying that the shop offers the visitor. */
export type PaymentChoice = { providerId: string; kind: PaymentKind }

/**
 * Providers by the beginnings of their ids, the preferred one first. A provider of card payments joins here, with its form in
 * `checkout-form.tsx`: one that the page cannot show is not offered.
 */
const KINDS: [start: string, kind: PaymentKind][] = [
  ["pp_on-account", "onAccount"],
  ["pp_system_default", "inAdvance"],
]

/**
 * Returns the ways of paying among the shop's providers, the preferred one first. The shop has left out what is not for the
 * visitor.
 *
 * @example
 * paymentChoices([{ id: "pp_system_default" }]) // [{ providerId: "pp_system_default", kind: "inAdvance" }]
 */
export const paymentChoices = (providers: readonly { id: string }[]): PaymentChoice[] =>
  KINDS.flatMap(([start, kind]) => providers.filter(({ id }) => id.startsWith(start)).map(({ id }) => ({ providerId: id, kind })))
