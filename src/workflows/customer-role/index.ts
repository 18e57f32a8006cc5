export { closeRoleWorkflow, type CloseRoleWorkflowInput } from "./close-role"
export { correctClaimWorkflow, type CorrectClaimWorkflowInput } from "./workflows/correct-claim"
export { correctRole } from "./correct-role"
export { notifyOfRoleWorkflow, type NotifyOfRoleWorkflowInput } from "./notify-of-role"
export { erasePersonalData, type ErasePersonalDataInput } from "./erase-personal-data"
export { exportPersonalData, type PersonalData } from "./export-personal-data"
export type { ErasedCounts } from "./personal-data/erasures"
export { PERSONAL_ROWS } from "./personal-data/personal-rows"
export { receiveClerkWebhook } from "./receive-clerk-webhook"
export {
  importLegacyRoles,
  type ImportLegacyRolesOptions,
  type ImportProgress,
  type ImportReport,
  type RefusedLegacyRow,
} from "./import-legacy-roles"
export { reconcileRoles, type ReconcileRolesOptions } from "./reconcile-roles"
export { refreshCustomerRoleSearchWorkflow, type RefreshCustomerRoleSearchWorkflowInput } from "./refresh-customer-role-search"
export { retryRoleSync, type RetryReport } from "./retry-role-sync"
export { requireBusinessStep, type RequireBusinessStepInput } from "./steps/require-business"
export { resyncRole } from "./resync-role"
export type { ApplicationNotificationData, DecisionNotificationData, NotifiedStatus } from "./notifications/role-notifications"
export { syncClerkUser } from "./sync-clerk-user"
export { restoreSetAsideWorkflow, type RestoreSetAsideWorkflowInput } from "./restore-set-aside"
export { syncRoleWorkflow, type SyncRoleWorkflowInput, type SyncRoleWorkflowOutput } from "./workflows/sync-role"
export { verifyBusinessWorkflow, type VerifyBusinessWorkflowInput } from "./verify-business"
export { writeBackRolesWorkflow } from "./workflows/write-back-roles"
