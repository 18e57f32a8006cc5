import { defineRouteConfig } from "@medusajs/admin-sdk"
import { getI18n } from "react-i18next"
import { Overview } from "./overview"

/** Figures about businesses, their applications, quotes and bulk orders. */
const BusinessOverviewPage = () => <Overview />

export const handle = { breadcrumb: () => getI18n().t("overview.title", { ns: "customer-role" }) }

export const config = defineRouteConfig({ label: "overview.title", translationNs: "customer-role", nested: "/customers", rank: 2 })

export default BusinessOverviewPage
