import { ExclamationCircleSolid } from "@medusajs/icons"
import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Badge, Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { businessName, personName } from "../../../../account/names"
import { RoleStatusBadge } from "../../../../account/status-badge"
import type { Change, ClaimField, LastDecision, LookAlike, NamedCustomer, RoleDetails } from "../../../../api/types"
import { useText } from "../../../../i18n/use-text"
import { TaxIdCheckText } from "../../../../tax-ids/tax-id-check-badge"

type Props = { details: RoleDetails; customer: NamedCustomer | null }

/** What the customer says, what changed since the last decision, and who else says the same. */
export const ApplicationSection = ({ details, customer }: Props) => {
  const { text } = useText()
  const { customer_role: role, last_decision, look_alikes } = details
  const changes = last_decision?.changes ?? []
  const changeOf = (field: ClaimField) => changes.find((change) => change.field === field)
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("detail.application")}</Heading>
      </div>
      {last_decision && changes.length > 0 && <ChangeNotice decision={last_decision} />}
      <ClaimRow field="company_name" change={changeOf("company_name")}>
        {role.company_name ?? "-"}
      </ClaimRow>
      <ClaimRow field="tax_id" change={changeOf("tax_id")}>
        {role.tax_id ? <TaxIdCheckText taxId={role.tax_id} /> : text("taxId.missing")}
      </ClaimRow>
      {(role.account_type === "individual" || changeOf("account_type")) && (
        <ClaimRow field="account_type" change={changeOf("account_type")}>
          {text(`accountType.${role.account_type}`)}
        </ClaimRow>
      )}
      <SectionRow
        title={text("detail.fields.customer")}
        value={customer ? <CustomerLink customer={customer} /> : text("unknownCustomer")}
      />
      {role.denied_at && role.verification_status === "pending" && <RefusedRow deniedAt={role.denied_at} />}
      {role.verification_note && <SectionRow title={text("detail.fields.note")} value={role.verification_note} />}
      {role.tax_id && (
        <LookAlikeRow
          title={text("detail.fields.sameTaxId")}
          others={look_alikes.same_tax_id}
          nobody={text("detail.nobodyElse")}
          alarming
        />
      )}
      {customer && (
        <LookAlikeRow
          title={text("detail.fields.sameDomain")}
          others={look_alikes.same_email_domain}
          nobody={
            look_alikes.email_domain ? text("detail.nobodyElseAt", { domain: look_alikes.email_domain }) : text("detail.publicDomain")
          }
        />
      )}
    </Container>
  )
}

const ChangeNotice = ({ decision: { type, created_at, changes } }: { decision: LastDecision }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const decision = type === "verified" || type === "rejected" || type === "revoked" ? text(`status.${type}`) : ""
  return (
    <div className="bg-ui-tag-orange-bg text-ui-tag-orange-text flex items-center gap-x-2 px-6 py-3">
      <ExclamationCircleSolid aria-hidden />
      <Text size="small" weight="plus">
        {text("detail.changedSince", { count: changes.length, decision, date: getFullDate({ date: created_at }).trim() })}
      </Text>
    </div>
  )
}

const ClaimRow = ({ field, change, children }: { field: ClaimField; change: Change | undefined; children: ReactNode }) => {
  const { text } = useText()
  const before = change?.before ?? text("none")
  return (
    <SectionRow
      title={text(`detail.fields.${field}`)}
      value={
        <span className="flex min-w-0 flex-col items-start gap-1">
          {children}
          {change && (
            <span className="flex flex-wrap items-center gap-2">
              <Badge size="2xsmall" color="orange">
                {text("detail.changed")}
              </Badge>
              <span className="text-ui-fg-subtle break-words">
                {text("detail.before", { value: field === "account_type" ? accountType(text, before) : before })}
              </span>
            </span>
          )}
        </span>
      }
    />
  )
}

const accountType = (text: ReturnType<typeof useText>["text"], value: string): string =>
  value === "individual" || value === "business" ? text(`accountType.${value}`) : value

const CustomerLink = ({ customer }: { customer: NamedCustomer }) => {
  const name = personName(customer)
  return (
    <span className="flex min-w-0 flex-col">
      <Link to={`/customers/${customer.id}`} className="text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg break-words">
        {name ?? customer.email}
      </Link>
      {name && <span className="break-words">{customer.email}</span>}
    </span>
  )
}

const RefusedRow = ({ deniedAt }: { deniedAt: string }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  return <SectionRow title={text("detail.fields.refused")} value={text("detail.refusedSince", { date: getFullDate({ date: deniedAt }) })} />
}

/** How many others are named before the row only counts them. */
const MOST_NAMED = 3

type LookAlikeProps = { title: string; others: LookAlike[]; nobody: string; alarming?: boolean }

const LookAlikeRow = ({ title, others, nobody, alarming }: LookAlikeProps) => {
  const { text } = useText()
  if (others.length === 0) {
    return <SectionRow title={title} value={nobody} />
  }
  const more = others.length - MOST_NAMED
  return (
    <SectionRow
      title={title}
      value={
        <ul className="flex min-w-0 flex-col gap-2">
          {others.slice(0, MOST_NAMED).map((other) => (
            <li key={other.customer_id} className="flex flex-wrap items-center gap-2">
              {alarming && <ExclamationCircleSolid className="text-ui-tag-orange-icon" aria-hidden />}
              <Link
                to={`/business-customers/${other.customer_id}`}
                className="text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg break-words"
              >
                {businessName(other, other.customer)}
              </Link>
              <RoleStatusBadge role={other} />
            </li>
          ))}
          {more > 0 && <li>{text("detail.more", { count: more })}</li>}
        </ul>
      }
    />
  )
}
