import { getI18n } from "react-i18next"
import { useParams } from "react-router-dom"
import { QuoteBreadcrumb } from "./breadcrumb"
import { QuoteDetail } from "./quote-detail"

/** The page of a quote: the draft, the conversation, and what the customer sees. */
const QuotePage = () => {
  const { id = "" } = useParams()
  // A new quote is a new page: nothing typed is carried over.
  return <QuoteDetail key={id} quoteId={id} />
}

export const handle = {
  breadcrumb: ({ params }: { params: { id?: string } }) => <QuoteBreadcrumb quoteId={params.id ?? ""} />,
  seo: () => ({ title: getI18n().t("quotes.title", { ns: "customer-role" }) }),
}

export default QuotePage
