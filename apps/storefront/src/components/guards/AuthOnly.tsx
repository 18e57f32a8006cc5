"use client"

import { AuthOnly as Guard, type GuardProps } from "medusa-customer-role-storefront/react"
import { deniedOf, GuardSkeleton } from "./defaults"

/**
 * Shows its content to visitors who are signed in, and says to others why not. For the eye only: pages, actions and routes ask the shop.
 *
 * @example
 * <AuthOnly><p>…</p></AuthOnly>
 */
export const AuthOnly = ({ fallback = deniedOf, loading = <GuardSkeleton />, ...props }: GuardProps) => (
  <Guard fallback={fallback} loading={loading} {...props} />
)
