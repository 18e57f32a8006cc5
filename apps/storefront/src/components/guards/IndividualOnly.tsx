"use client"

import { IndividualOnly as Guard, type GuardProps } from "medusa-customer-role-storefront/react"
import { deniedOf, GuardSkeleton } from "./defaults"

/**
 * Shows its content to individuals, and says to others why not. For the eye only: pages, actions and routes ask the shop.
 *
 * @example
 * <IndividualOnly><p>…</p></IndividualOnly>
 */
export const IndividualOnly = ({ fallback = deniedOf, loading = <GuardSkeleton />, ...props }: GuardProps) => (
  <Guard fallback={fallback} loading={loading} {...props} />
)
