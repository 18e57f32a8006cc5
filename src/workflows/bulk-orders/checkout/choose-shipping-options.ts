import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../../errors"
import type { OrderableLine } from "../types"

/** A shipping option as Medusa lists it for a cart. */
export type CartShippingOption = {
  id: string
  shipping_profile_id: string | null
  amount?: BigNumberInput | null
  provider?: { is_enabled: boolean } | null
  service_zone?: { fulfillment_set?: { type?: string } | null } | null
}

const PICKUP = "pickup"

/**
 * Returns the shipping options of an order: those that the caller named, or else the cheapest for each shipping profile.
 * Never picks a pickup that the caller did not name.
 *
 * @throws CustomerRoleError `no_shipping_option` if no option delivers some of the items; `invalid_request` for an option
 * that is not offered, or two for the same shipping profile
 *
 * @example
 * const chosen = chooseShippingOptions(lines, options, undefined)
 */
export const chooseShippingOptions = <T extends CartShippingOption>(
  lines: OrderableLine[],
  options: T[],
  shippingOptionIds: string[] | undefined
): T[] => {
  const usable = options.filter(({ amount, provider }) => amount !== null && amount !== undefined && provider?.is_enabled !== false)
  const chosen = shippingOptionIds ? pickChosen(usable, [...new Set(shippingOptionIds)]) : pickCheapest(usable, lines)
  const delivered = new Set(chosen.map(({ shipping_profile_id }) => shipping_profile_id))
  const undelivered = lines.filter(
    ({ variant }) => variant.requires_shipping && (variant.shipping_profile_id === null || !delivered.has(variant.shipping_profile_id))
  )
  if (undelivered.length > 0) {
    throw new CustomerRoleError("no_shipping_option", `${namesOf(undelivered)}: no shipping option delivers this to the address.`)
  }
  return chosen
}

const pickChosen = <T extends CartShippingOption>(options: T[], ids: string[]): T[] => {
  const chosen = options.filter(({ id }) => ids.includes(id))
  const unknown = ids.filter((id) => !chosen.some((option) => option.id === id))
  if (unknown.length > 0) {
    throw new CustomerRoleError("invalid_request", `shipping_option_ids: ${unknown.join(", ")} cannot be chosen for this order.`)
  }
  if (new Set(chosen.map(({ shipping_profile_id }) => shipping_profile_id)).size < chosen.length) {
    throw new CustomerRoleError("invalid_request", "shipping_option_ids: choose one for each shipping profile.")
  }
  return chosen
}

const pickCheapest = <T extends CartShippingOption>(options: T[], lines: OrderableLine[]): T[] => {
  const profiles = new Set(lines.flatMap(({ variant }) => (variant.requires_shipping ? (variant.shipping_profile_id ?? []) : [])))
  return [...profiles].flatMap((profile) => {
    const deliveries = options.filter(
      ({ shipping_profile_id, service_zone }) => shipping_profile_id === profile && service_zone?.fulfillment_set?.type !== PICKUP
    )
    return deliveries.sort((one, other) => MathBN.sub(one.amount ?? 0, other.amount ?? 0).toNumber()).slice(0, 1)
  })
}

const namesOf = (lines: OrderableLine[]): string => {
  const names = lines.slice(0, 5).map(({ sku, variant }) => sku ?? variant.id)
  return lines.length > names.length ? `${names.join(", ")} and ${lines.length - names.length} more` : names.join(", ")
}
