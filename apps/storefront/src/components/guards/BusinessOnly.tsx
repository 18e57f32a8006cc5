"use client"

import { BusinessOnly as Guard, type BusinessOnlyProps } from "medusa-customer-role-storefront/react"
import { deniedOf, GuardSkeleton } from "./defaults"

/**
 * Shows its content to businesses, or to those that may use a feature, and says to others why not. For the eye only:
 * pages, actions and routes ask the shop.
 *
 * @example
 * <BusinessOnly feature="quotes"><RequestQuote /></BusinessOnly>
 */
export const BusinessOnly = ({ fallback = deniedOf, loading = <GuardSkeleton />, ...props }: BusinessOnlyProps) => (
  <Guard fallback={fallback} loading={loading} {...props} />
)
