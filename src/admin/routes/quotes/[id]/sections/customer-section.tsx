import { SectionRow } from "@medusajs/dashboard/components"
import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { Link } from "react-router-dom"
import { personName } from "../../../../account/names"
import { RoleStatusBadge } from "../../../../account/status-badge"
import type { AdminQuote } from "../../../../api/quote-types"
import { retrieveRole, roleKeys } from "../../../../api/roles"
import { useText } from "../../../../i18n/use-text"

/** Who the quote is for, and whether the shop has verified them. */
export const CustomerSection = ({ quote }: { quote: AdminQuote }) => {
  const { text } = useText()
  const { customer, customer_id, company_name, tax_id } = quote
  const role = useQuery({ queryKey: roleKeys.detail(customer_id), queryFn: () => retrieveRole(customer_id), retry: false })
  const known = role.data?.customer_role
  const hasChanged = known && (known.company_name !== company_name || known.tax_id !== tax_id)
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text("list.columns.customer")}</Heading>
        {known && (
          <Link
            to={`/business-customers/${customer_id}`}
            className="txt-compact-small-plus text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg"
          >
            {text("quotes.customer.open")}
          </Link>
        )}
      </div>
      <SectionRow title={text("list.columns.company")} value={company_name ?? text("list.noCompany")} />
      <SectionRow title={text("list.columns.taxId")} value={tax_id ?? text("none")} />
      <SectionRow
        title={text("quotes.customer.person")}
        value={
          customer ? (
            <Link to={`/customers/${customer_id}`} className="text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg break-words">
              {personName(customer) ?? customer.email}
            </Link>
          ) : (
            text("unknownCustomer")
          )
        }
      />
      {customer && <SectionRow title={text("quotes.customer.email")} value={<span className="break-words">{customer.email}</span>} />}
      <SectionRow
        title={text("list.columns.status")}
        value={known ? <RoleStatusBadge role={known} /> : role.isPending ? <Skeleton className="h-5 w-24" /> : "-"}
      />
      {hasChanged && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-3">
          {text("quotes.customer.changed", { company: known.company_name ?? text("none"), taxId: known.tax_id ?? text("none") })}
        </Text>
      )}
    </Container>
  )
}
