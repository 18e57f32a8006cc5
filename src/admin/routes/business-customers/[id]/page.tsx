import { getI18n } from "react-i18next"
import { useParams } from "react-router-dom"
import { BusinessBreadcrumb } from "./breadcrumb"
import { BusinessDetail } from "./business-detail"

/** The page that answers whether to admit a business. */
const BusinessCustomerPage = () => {
  const { id = "" } = useParams()
  // A new customer is a new page: a decision that still waits is sent, and no note is carried over.
  return <BusinessDetail key={id} customerId={id} />
}

export const handle = {
  breadcrumb: ({ params }: { params: { id?: string } }) => <BusinessBreadcrumb customerId={params.id ?? ""} />,
  seo: () => ({ title: getI18n().t("detailTitle", { ns: "customer-role" }) }),
}

export default BusinessCustomerPage
