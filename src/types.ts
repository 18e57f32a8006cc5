export type { ErrorBody, ErrorCode } from "./errors"
export type { CustomerRoleEventData, QuoteEventData, QuoteMessageEventData } from "./events"
export type { Access, AdminCustomerRole, CustomerRole } from "./api/views/customer-role"
export type { AccessDenialCode } from "./modules/customer-role/access"
export type {
  AccountType,
  BusinessCustomerFilters,
  CustomerMetaRecord,
  CustomerRoleEventRecord,
  RoleEventActor,
  RoleEventType,
  VerificationDecision,
  VerificationStatus,
} from "./modules/customer-role/types"
export type { AccessLevel, PluginOptions, PluginOptionsInput } from "./options"
