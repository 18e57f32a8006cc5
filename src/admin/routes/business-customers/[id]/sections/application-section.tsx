import { ExclamationCircleSolid } from "@medusajs/icons"
import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { type Change, changesSinceDecision, type ClaimField, lastDecision } from "../../../../account/changes"
import { companyDomain, sameDomain, sameTaxId } from "../../../../account/look-alikes"
import { businessName, personName } from "../../../../account/names"
import { RoleStatusBadge } from "../../../../account/status-badge"
import { listBusinesses, roleKeys } from "../../../../api/roles"
import type { HistoryEntry, ListedBusiness, NamedCustomer, Role } from "../../../../api/types"
import { useText } from "../../../../i18n/use-text"
import { TaxIdCheckText } from "../../../../tax-ids/tax-id-check-badge"

type Props = { role: Role; customer: NamedCustomer | null; history: HistoryEntry[] }

/** What the customer says, what changed since the last decision, and who else says the same. */
export const ApplicationSection = ({ role, customer, history }: Props) => {
  const { text } = useText()
  const changes = changesSinceDecision(history, role)
  const changeOf = (field: ClaimField) => changes.find((change) => change.field === field)
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("detail.application")}</Heading>
      </div>
      {changes.length > 0 && <ChangeNotice history={history} count={changes.length} />}
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
      <SameTaxIdRow role={role} />
      <SameDomainRow role={role} email={customer?.email} />
    </Container>
  )
}

const ChangeNotice = ({ history, count }: { history: HistoryEntry[]; count: number }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const decision = lastDecision(history)
  const kind = decision?.type
  const decisionName = kind === "verified" || kind === "rejected" || kind === "revoked" ? text(`status.${kind}`) : ""
  return (
    <div className="bg-ui-tag-orange-bg text-ui-tag-orange-text flex items-center gap-x-2 px-6 py-3">
      <ExclamationCircleSolid aria-hidden />
      <Text size="small" weight="plus">
        {text("detail.changedSince", { count, decision: decisionName, date: decision ? getFullDate({ date: decision.created_at }) : "" })}
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
      <Link
        to={`/customers/${customer.id}`}
        className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover transition-fg break-words"
      >
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

const SameTaxIdRow = ({ role }: { role: Role }) => {
  const { text } = useText()
  const query = { q: role.tax_id ?? "", limit: 20 }
  const { data, isError } = useQuery({
    queryKey: roleKeys.list(query),
    queryFn: () => listBusinesses(query),
    enabled: role.tax_id !== null,
  })
  if (role.tax_id === null) {
    return null
  }
  return <LookAlikeRow title={text("detail.fields.sameTaxId")} others={data && sameTaxId(role, data.customers)} failed={isError} alarming />
}

const SameDomainRow = ({ role, email }: { role: Role; email: string | undefined }) => {
  const { text } = useText()
  const domain = companyDomain(email)
  const query = { q: `@${domain}`, limit: 20 }
  const { data, isError } = useQuery({
    queryKey: roleKeys.list(query),
    queryFn: () => listBusinesses(query),
    enabled: domain !== undefined,
  })
  if (!email) {
    return null
  }
  if (!domain) {
    return <SectionRow title={text("detail.fields.sameDomain")} value={text("detail.publicDomain")} />
  }
  return (
    <LookAlikeRow title={text("detail.fields.sameDomain")} others={data && sameDomain(role, domain, data.customers)} failed={isError} />
  )
}

type LookAlikeProps = { title: string; others: ListedBusiness[] | undefined; failed: boolean; alarming?: boolean }

const LookAlikeRow = ({ title, others, failed, alarming }: LookAlikeProps) => {
  const { text } = useText()
  if (failed) {
    return <SectionRow title={title} value={text("detail.lookAlikesFailed")} />
  }
  if (!others) {
    return <SectionRow title={title} value="…" />
  }
  if (others.length === 0) {
    return <SectionRow title={title} value={text("detail.nobodyElse")} />
  }
  const more = others.length - MOST_NAMED
  return (
    <SectionRow
      title={title}
      value={
        <ul className="flex min-w-0 flex-col gap-2">
          {others.slice(0, MOST_NAMED).map((other) => (
            <li key={other.id} className="flex flex-wrap items-center gap-2">
              {alarming && <ExclamationCircleSolid className="text-ui-tag-orange-icon" aria-hidden />}
              <Link
                to={`/business-customers/${other.customer_id}`}
                className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover transition-fg break-words"
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
