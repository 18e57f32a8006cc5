import { denialOf, type AccessDenialCode } from "../../modules/customer-role/access"
import { BULK_ORDERS, levelOf, QUOTES } from "../../modules/customer-role/features"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"
import type { PluginOptions } from "../../options"

/** Whether a customer may use a feature, and if not, why. */
export type Access = { allowed: true } | { allowed: false; code: AccessDenialCode }

/** A role as its customer sees it. */
export type CustomerRole = Pick<
  CustomerMetaRecord,
  | "customer_id"
  | "clerk_user_id"
  | "account_type"
  | "company_name"
  | "tax_id"
  | "is_verified"
  | "verification_status"
  | "verification_note"
  | "created_at"
  | "updated_at"
> & {
  /** Reserved for companies. */
  company: null
  access: { bulk_orders: Access; quotes: Access }
}

/** A role as an admin sees it. */
export type AdminCustomerRole = CustomerRole &
  Pick<
    CustomerMetaRecord,
    | "id"
    | "internal_note"
    | "denied_at"
    | "verified_at"
    | "verified_by"
    | "waiting_since"
    | "disabled_at"
    | "clerk_updated_at"
    | "deleted_at"
  >

/** Returns the part of a role that its customer may see. */
export const toCustomerRole = (record: CustomerMetaRecord, options: PluginOptions): CustomerRole => ({
  customer_id: record.customer_id,
  clerk_user_id: record.clerk_user_id,
  account_type: record.account_type,
  company_name: record.company_name,
  tax_id: record.tax_id,
  company: null,
  is_verified: record.is_verified,
  verification_status: record.verification_status,
  verification_note: record.verification_note,
  access: { bulk_orders: accessTo(BULK_ORDERS, record, options), quotes: accessTo(QUOTES, record, options) },
  created_at: record.created_at,
  updated_at: record.updated_at,
})

/** Returns the part of a role that an admin may see. */
export const toAdminCustomerRole = (record: CustomerMetaRecord, options: PluginOptions): AdminCustomerRole => ({
  ...toCustomerRole(record, options),
  id: record.id,
  internal_note: record.internal_note,
  denied_at: record.denied_at,
  verified_at: record.verified_at,
  verified_by: record.verified_by,
  waiting_since: record.waiting_since,
  disabled_at: record.disabled_at,
  clerk_updated_at: record.clerk_updated_at,
  deleted_at: record.deleted_at,
})

const accessTo = (feature: string, record: CustomerMetaRecord, options: PluginOptions): Access => {
  const code = denialOf({ record, deleted: record.deleted_at !== null }, levelOf(options, feature))
  return code ? { allowed: false, code } : { allowed: true }
}
