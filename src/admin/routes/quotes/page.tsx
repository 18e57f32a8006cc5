import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DocumentText } from "@medusajs/icons"
import { getI18n } from "react-i18next"
import { QuoteList } from "./list/quote-list"

/** The list of quotes, which begins with those that wait for the shop. */
const QuotesPage = () => <QuoteList />

export const handle = { breadcrumb: () => getI18n().t("quotes.title", { ns: "customer-role" }) }

export const config = defineRouteConfig({ label: "quotes.title", translationNs: "customer-role", icon: DocumentText })

export default QuotesPage
