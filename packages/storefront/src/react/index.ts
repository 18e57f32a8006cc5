"use client"

export type { DenialCode } from "../access.js"
export type { AccountType, CustomerRole } from "../types.js"
export { AuthOnly, BusinessOnly, type BusinessOnlyProps, type GuardProps, IndividualOnly, VerifiedOnly } from "./guards.js"
export { type RoleSync, useAccountType, useCustomerRole, useRoleSync } from "./hooks.js"
export { type ClerkAuth, RoleSyncProvider, type RoleSyncProviderProps } from "./role-sync-provider.js"
export type { RoleSyncStatus } from "./role-store.js"
