import { Badge, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { VerificationBadge } from "../account/status-badge"
import type { OrderRecord } from "../api/types"
import { useText } from "../i18n/use-text"

/** What was true when an order was placed, beside what is true now. What an order states and nobody confirmed says so. */
export const ThenAndNow = ({ record }: { record: OrderRecord }) => {
  const { text } = useText()
  const { confirmed, placed_by, customer_now, company_name, tax_id } = record
  const isStated = !confirmed || !placed_by
  const then = isStated ? { company_name, tax_id } : placed_by
  return (
    <div className="overflow-x-auto">
      <table className="txt-compact-small text-ui-fg-subtle w-full table-fixed">
        <thead>
          <tr className="border-b">
            <td className="px-6 py-3" />
            <Heading>{text(isStated ? "order.stated" : "order.then")}</Heading>
            <Heading>{text("order.now")}</Heading>
          </tr>
        </thead>
        <tbody className="divide-y" style={{ verticalAlign: "top" }}>
          <Row title={text("detail.fields.account_type")}>
            <AccountCell account={placed_by} nobody={text("order.notStated")} />
            <AccountCell account={customer_now} nobody={text("order.noAccount")} />
          </Row>
          <Row title={text("detail.fields.company_name")}>
            <ValueCell value={then.company_name} />
            <ValueCell value={customer_now?.company_name} before={then.company_name} />
          </Row>
          <Row title={text("detail.fields.tax_id")}>
            <ValueCell value={then.tax_id} />
            <ValueCell value={customer_now?.tax_id} before={then.tax_id} />
          </Row>
        </tbody>
      </table>
    </div>
  )
}

const Heading = ({ children }: { children: ReactNode }) => (
  <th scope="col" className="py-3 pr-6 text-left font-medium">
    {children}
  </th>
)

const Row = ({ title, children }: { title: string; children: ReactNode }) => (
  <tr>
    <th scope="row" className="px-6 py-3 text-left font-medium">
      {title}
    </th>
    {children}
  </tr>
)

type Account = OrderRecord["placed_by"] | OrderRecord["customer_now"]

const AccountCell = ({ account, nobody }: { account: Account; nobody: string }) => {
  const { text } = useText()
  const isDisabled = account !== null && "disabled" in account && account.disabled
  return (
    <td className="py-3 pr-6">
      <span className="flex flex-col items-start gap-1">
        {account?.account_type ? text(`accountType.${account.account_type}`) : <span className="text-ui-fg-subtle">{nobody}</span>}
        {account?.account_type === "business" && account.verification_status && <VerificationBadge status={account.verification_status} />}
        {isDisabled && <StatusBadge color="red">{text("disabled")}</StatusBadge>}
      </span>
    </td>
  )
}

const ValueCell = ({ value, before }: { value: string | null | undefined; before?: string | null }) => {
  const { text } = useText()
  const hasChanged = value !== undefined && before !== undefined && value !== before
  return (
    <td className="break-words py-3 pr-6">
      <span className="flex flex-col items-start gap-1">
        <Text as="span" size="small" leading="compact" className={value ? "break-words" : "text-ui-fg-subtle"}>
          {value ?? text("none")}
        </Text>
        {hasChanged && (
          <Badge size="2xsmall" color="orange">
            {text("order.differs")}
          </Badge>
        )}
      </span>
    </td>
  )
}
