"use client"

import { Fragment, type ReactNode, Suspense, useState } from "react"
import { businessDenialOf, type BusinessRule, type DenialCode } from "../access.js"
import type { CustomerRole } from "../types.js"
import { type RoleContextValue, useRoleContext } from "./role-context.js"

/** Props of every guard. */
export type GuardProps = {
  children?: ReactNode
  /** Shown to visitors who are denied: a node, or a function of the reason. @default nothing */
  fallback?: ReactNode | ((denial: DenialCode) => ReactNode)
  /** Shown until the visitor is known. @default nothing */
  loading?: ReactNode
  /**
   * Hides visible content instead of removing it when access ends, so that a half-filled form returns with its input if
   * access does. Signing out always removes it. @default false
   */
  keepContent?: boolean
}

/** Props of {@link BusinessOnly}. */
export type BusinessOnlyProps = GuardProps & {
  /** A feature that the customer must have access to. @default any business that is neither rejected nor revoked */
  feature?: BusinessRule["feature"]
}

/** Why the visitor is denied; `null` if they are not, `undefined` until it is known. */
type Verdict = DenialCode | null | undefined

const verdictOf = (
  { isLoaded, user, role, denial, isRefused }: RoleContextValue,
  rule?: (role: CustomerRole) => DenialCode | null
): Verdict => {
  if (role) {
    return rule ? rule(role) : null
  }
  if (isLoaded && !user) {
    return "unauthenticated"
  }
  // Signed in even if the account cannot be synced for now, but not if the shop refuses the sign-in.
  return rule || isRefused || !isLoaded ? denial : null
}

const Guard = ({ rule, children, fallback, loading, keepContent }: GuardProps & { rule?: (role: CustomerRole) => DenialCode | null }) => {
  const context = useRoleContext()
  const verdict = verdictOf(context, rule)
  const user = context.role?.clerk_user_id ?? context.user
  const [shownTo, setShownTo] = useState<string>()
  if (keepContent && verdict === null && shownTo !== user) {
    setShownTo(user)
  }
  const instead = !verdict ? loading : typeof fallback === "function" ? fallback(verdict) : fallback
  // The key removes one account's input before the next account sees it.
  const content = <Fragment key={user}>{children}</Fragment>
  if (keepContent && user && user === shownTo) {
    return (
      <Suspense fallback={instead}>
        {content}
        {verdict === null ? null : <Hidden />}
      </Suspense>
    )
  }
  return verdict === null ? content : <>{instead}</>
}

const never = new Promise<never>(() => undefined)

/** Suspends, so that the boundary around it hides its content and React keeps the content's state. */
const Hidden = (): ReactNode => {
  throw never
}

/**
 * Shows its content to visitors who are signed in.
 *
 * @example
 * <AuthOnly fallback={<SignInButton />}>
 *   <Orders />
 * </AuthOnly>
 */
export const AuthOnly = (props: GuardProps) => <Guard {...props} />

/**
 * Shows its content to businesses that are neither rejected nor revoked, or that may use a feature.
 *
 * Guards only control what is visible. The server decides with `requireBusiness`.
 *
 * @example
 * <BusinessOnly feature="quotes" loading={<Skeleton />} fallback={(denial) => <WhyNot denial={denial} />}>
 *   <QuoteForm />
 * </BusinessOnly>
 */
export const BusinessOnly = ({ feature, ...props }: BusinessOnlyProps) => (
  <Guard {...props} rule={(role) => businessDenialOf(role, { feature })} />
)

/**
 * Shows its content to individuals. Denies businesses with `individual_account_required`.
 *
 * @example
 * <IndividualOnly>
 *   <a href="/apply">Buying for a company?</a>
 * </IndividualOnly>
 */
export const IndividualOnly = (props: GuardProps) => <Guard {...props} rule={individualDenialOf} />

/**
 * Shows its content to businesses that the shop has verified.
 *
 * @example
 * <VerifiedOnly fallback={(denial) => denial === "verification_pending" && <p>We are checking your company.</p>}>
 *   <TradePrices />
 * </VerifiedOnly>
 */
export const VerifiedOnly = (props: GuardProps) => <Guard {...props} rule={verifiedDenialOf} />

const individualDenialOf = ({ account_type }: CustomerRole): DenialCode | null =>
  account_type === "individual" ? null : "individual_account_required"

const verifiedDenialOf = (role: CustomerRole): DenialCode | null => businessDenialOf(role, { level: "verified" })
