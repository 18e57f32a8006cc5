import { defineRouteConfig } from "@medusajs/admin-sdk"
import { getI18n } from "react-i18next"
import { RoleSyncState } from "./role-sync-state"

/** How far Clerk and the shop agree, and what to do about the rest. */
const RoleSyncPage = () => <RoleSyncState />

export const handle = { breadcrumb: () => getI18n().t("sync.title", { ns: "customer-role" }) }

export const config = defineRouteConfig({ label: "sync.title", translationNs: "customer-role", nested: "/customers", rank: 3 })

export default RoleSyncPage
