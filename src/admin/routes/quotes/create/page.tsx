import { RouteFocusModal } from "@medusajs/dashboard/components"
import { getI18n } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import { QuoteList } from "../list/quote-list"
import { CreateQuote } from "./create-quote"

/** Makes a quote for a customer, above the list that it came from. */
const CreateQuotePage = () => {
  const [params] = useSearchParams()
  return (
    <>
      <QuoteList />
      <RouteFocusModal prev={`/quotes${params.size > 0 ? `?${params}` : ""}`}>
        <CreateQuote />
      </RouteFocusModal>
    </>
  )
}

export const handle = { breadcrumb: () => getI18n().t("quotes.create.title", { ns: "customer-role" }) }

export default CreateQuotePage
