// Safe to call: they retry, keep parallel runs apart and run the workflows below.
export { compareWithClerk } from "./compare-with-clerk"
export { correctRole } from "./correct-role"
export { erasePersonalData, type ErasePersonalDataInput } from "./erase-personal-data"
export { exportPersonalData, type PersonalData } from "./export-personal-data"
export { findLookAlikes, type LookAlike, type LookAlikes } from "./find-look-alikes"
export {
  importLegacyRoles,
  type ImportLegacyRolesOptions,
  type ImportProgress,
  type ImportReport,
  type RefusedLegacyRow,
} from "./import-legacy-roles"
export { receiveClerkWebhook } from "./receive-clerk-webhook"
export { reconcileRoles, type ReconcileRolesOptions } from "./reconcile-roles"
export { resyncRole } from "./resync-role"
export { retryRoleSync, type RetryReport } from "./retry-role-sync"
export { syncClerkUser } from "./sync/sync-clerk-user"

// Workflows that are safe to run as they are.
export { closeRoleWorkflow, type CloseRoleWorkflowInput } from "./sync/close-role"
export { notifyOfRoleWorkflow, type NotifyOfRoleWorkflowInput } from "./notify-of-role"
export { refreshCustomerRoleSearchWorkflow, type RefreshCustomerRoleSearchWorkflowInput } from "./refresh-customer-role-search"
export { restoreSetAsideWorkflow, type RestoreSetAsideWorkflowInput } from "./restore-set-aside"
export { verifyBusinessWorkflow, type VerifyBusinessWorkflowInput } from "./verify-business"
export { writeInternalNoteWorkflow, type WriteInternalNoteWorkflowInput } from "./write-internal-note"

// Workflows that need the wrappers exported above. Call the wrapper, or run the workflow inside a workflow of your own.
export { correctClaimWorkflow, type CorrectClaimWorkflowInput } from "./workflows/correct-claim"
export { syncRoleWorkflow, type SyncRoleWorkflowInput, type SyncRoleWorkflowOutput } from "./workflows/sync-role"
export { writeBackRolesWorkflow } from "./workflows/write-back-roles"

// For workflows of your own.
export { requireBusinessStep, type RequireBusinessStepInput } from "./steps/require-business"

export type { ApplicationNotificationData, DecisionNotificationData, NotifiedStatus } from "./notifications/role-notifications"
export type { ErasedCounts } from "./personal-data/erasures"
export { PERSONAL_ROWS } from "./personal-data/personal-rows"
