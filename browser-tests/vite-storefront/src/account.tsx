import { useClerk } from "@clerk/react"
import { ERROR_CATALOGUE, isErrorCode } from "medusa-customer-role-storefront/errors"
import { AuthOnly, BusinessOnly, type DenialCode, useCustomerRole, useRoleSync, VerifiedOnly } from "medusa-customer-role-storefront/react"
import { QuoteRequest } from "./quote-request"
import { SignIn } from "./sign-in"

const WhyNot = ({ denial }: { denial: DenialCode }) => <p role="alert">{isErrorCode(denial) ? ERROR_CATALOGUE[denial].message : denial}</p>

/** Everything about the visitor on one page. */
export const Account = () => {
  const role = useCustomerRole()
  const { status } = useRoleSync()
  const { signOut } = useClerk()
  return (
    <main>
      <h1>Account</h1>
      <p>Sync: {status}</p>
      <AuthOnly loading={<p>One moment …</p>} fallback={<SignIn />}>
        <p role="status" aria-label="Role">
          {role ? `${role.account_type}, ${role.verification_status}` : "…"}
        </p>
        <VerifiedOnly>
          <p>Welcome, {role?.company_name}.</p>
        </VerifiedOnly>
        <section aria-label="Quotes">
          <BusinessOnly feature="quotes" loading={<p>One moment …</p>} fallback={(denial) => <WhyNot denial={denial} />}>
            <p>Your quotes</p>
          </BusinessOnly>
        </section>
        <QuoteRequest />
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </AuthOnly>
    </main>
  )
}
