"use client"

import { useAuth } from "@clerk/nextjs"
import { useCustomerRole } from "./use-role-sync"

/** Who buys, as far as the page knows: `unknown` is signed in, but the shop has not said as whom, or refuses the account. */
export type Buyer = "guest" | "individual" | "business" | "unknown"

/**
 * Returns who buys, for the ways on that a page offers. For the eye only: pages, actions and routes ask the shop.
 *
 * @example
 * const href = useBuyer() === "guest" ? "/sign-up" : HOME_OF_ACCOUNT
 */
export const useBuyer = (): Buyer => {
  const { userId } = useAuth()
  const role = useCustomerRole()
  return userId ? (role?.account_type ?? "unknown") : "guest"
}
