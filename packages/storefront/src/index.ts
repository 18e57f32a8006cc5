export {
  type BulkOrderCalls,
  type CallOptions,
  createCustomerRoleClient,
  type CustomerRoleClient,
  type FieldsOptions,
  type OnceOptions,
  type QuoteCalls,
  type QuotePdfOptions,
  type RoleCalls,
  type SavedListCalls,
} from "./client.js"
export { CustomerRoleError, type ErrorCode, isCustomerRoleError } from "./errors.js"
export type { Connection, GetToken, RefusalListener } from "./medusa-client.js"
export type * from "./types.js"
