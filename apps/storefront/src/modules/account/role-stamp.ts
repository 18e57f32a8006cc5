import type { CustomerRole } from "medusa-customer-role-storefront"

/**
 * Returns a text that differs where a page would: for another account, status, decision or access.
 *
 * @example
 * roleStamp(role) === roleStamp(before) // nothing to render anew
 */
export const roleStamp = (role: CustomerRole | null): string =>
  role
    ? JSON.stringify([
        role.customer_id,
        role.account_type,
        role.verification_status,
        role.verification_note,
        role.company_name,
        role.tax_id,
        role.access,
      ])
    : "none"
