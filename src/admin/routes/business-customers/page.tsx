import { defineRouteConfig } from "@medusajs/admin-sdk"
import { getI18n } from "react-i18next"
import { BusinessList } from "./list/business-list"

/** The list of business customers, which begins with those that wait for a decision. */
const BusinessCustomersPage = () => <BusinessList />

export const handle = { breadcrumb: () => getI18n().t("title", { ns: "customer-role" }) }

export const config = defineRouteConfig({ label: "menu", translationNs: "customer-role", nested: "/customers", rank: 1 })

export default BusinessCustomersPage
