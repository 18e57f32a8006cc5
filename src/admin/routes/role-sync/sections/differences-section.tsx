import { useDate } from "@medusajs/dashboard/hooks"
import { Container, Heading, Select, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { personName } from "../../../account/names"
import { ALL_DIFFERENCE_KINDS } from "../../../../modules/customer-role/reconciliation/difference-kinds"
import type { DifferenceKind } from "../../../../modules/customer-role/types"
import type { Difference, DifferencesByKind, RoleSync } from "../../../api/role-sync"
import { ClerkUser } from "../../../account/clerk-user"
import { useText } from "../../../i18n/use-text"
import { paginationTexts } from "../../../shell/pagination"
import { describeReason } from "../../../account/sync-reason"
import { type RetryActs, RetryButton, RetryTable } from "./retry-table"

/** The page and kind of differences that the URL saves. `page` counts from 0. */
export type DifferencesPage = { kind: DifferenceKind | undefined; page: number }

export const PAGE_SIZE = 20

type Props = RetryActs & {
  state: RoleSync
  byKind: DifferencesByKind
  shown: DifferencesPage
  onChange: (shown: DifferencesPage) => void
}

/** Customers who differ from Clerk, or wait for their sign-in. */
export const DifferencesSection = ({ state: { differences, differences_count }, byKind, shown, onChange, ...acts }: Props) => {
  const { text } = useText()
  const pages = Math.max(1, Math.ceil(differences_count / PAGE_SIZE))
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <Heading level="h2">{text("sync.differences.title")}</Heading>
        <Select
          size="small"
          value={shown.kind ?? "all"}
          onValueChange={(value) => onChange({ kind: ALL_DIFFERENCE_KINDS.find((kind) => kind === value), page: 0 })}
        >
          <Select.Trigger aria-label={text("sync.differences.kind")} className="w-fit">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value="all">{text("sync.differences.all")}</Select.Item>
            {ALL_DIFFERENCE_KINDS.map((kind) => (
              <Select.Item key={kind} value={kind}>
                {text(`sync.kind.${kind}`)} ({byKind[kind] ?? 0})
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      {differences.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4" role="status">
          {text("sync.differences.none")}
        </Text>
      ) : (
        <RetryTable columns={[text("sync.differences.customer"), text("sync.differences.kindColumn"), text("sync.differences.found")]}>
          {differences.map((difference) => (
            <DifferenceRow key={`${difference.clerk_user_id} ${difference.kind}`} difference={difference} {...acts} />
          ))}
        </RetryTable>
      )}
      {differences_count > PAGE_SIZE && (
        <Table.Pagination
          count={differences_count}
          pageSize={PAGE_SIZE}
          pageIndex={shown.page}
          pageCount={pages}
          canPreviousPage={shown.page > 0}
          canNextPage={shown.page < pages - 1}
          previousPage={() => onChange({ ...shown, page: shown.page - 1 })}
          nextPage={() => onChange({ ...shown, page: shown.page + 1 })}
          translations={paginationTexts(text)}
        />
      )}
    </Container>
  )
}

type RowProps = RetryActs & { difference: Difference }

const DifferenceRow = ({ difference: { clerk_user_id, customer, kind, reason, found_at }, ...acts }: RowProps) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  return (
    <Table.Row>
      <Table.Cell className="max-w-[250px] truncate">
        {customer ? (
          <Link to={`/business-customers/${customer.id}`} className="text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg">
            {personName(customer) ?? customer.email}
          </Link>
        ) : (
          <ClerkUser id={clerk_user_id} />
        )}
      </Table.Cell>
      <Table.Cell>
        <span className="text-ui-fg-base">{text(`sync.kind.${kind}`)}</span>
        {reason && <span className="text-ui-fg-subtle"> · {describeReason(reason, text)}</span>}
      </Table.Cell>
      <Table.Cell>{getFullDate({ date: found_at, includeTime: true })}</Table.Cell>
      <Table.Cell className="text-right">
        <RetryButton clerkUserId={clerk_user_id} user={customer?.email ?? clerk_user_id} {...acts} />
      </Table.Cell>
    </Table.Row>
  )
}
