"use client"

import { Fragment, type ReactNode, Suspense, useState } from "react"
import { businessDenialOf, type BusinessRule, type DenialCode } from "../access.js"
import type { CustomerRole } from "../types.js"
import { type RoleContextValue, useRoleContext } from "./role-context.js"

/** What every guard takes. */
export type GuardProps = {
  children?: ReactNode
  /** What others see: a node, or a function of the reason. @default nothing */
  fallback?: ReactNode | ((denial: DenialCode) => ReactNode)
  /** What is seen until it is known who is there. @default nothing */
  loading?: ReactNode
  /**
   * Hides the content where access ends while it is shown, instead of removing it: a form that is half filled comes back as it was
   * if access does. Signing out removes it in any case. @default false
   */
  keepContent?: boolean
}

/** What {@link BusinessOnly} takes. */
export type BusinessOnlyProps = GuardProps & {
  /** A feature that the shop must let the customer use. @default any business that was neither rejected nor revoked */
  feature?: BusinessRule["feature"]
}

/** Why the visitor is denied, `null` if they are not, `undefined` until it is known. */
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
  // An account that cannot be synced for now is signed in all the same; one that is refused is not.
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
  // What one account has begun is not for the next one to see.
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

/** Has the boundary around it hide its content, which React keeps meanwhile. */
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
 * Shows its content to businesses that the shop has neither rejected nor revoked, or that it lets use a feature.
 *
 * Guards are for the eye: the server decides, by `requireBusiness`.
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
 * Shows its content to individuals. Businesses are denied with `individual_account_required`.
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
