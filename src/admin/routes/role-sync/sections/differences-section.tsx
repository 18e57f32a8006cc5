import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, Select, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { personName } from "../../../account/names"
import { DIFFERENCE_KINDS, type DifferenceKind } from "../../../api/difference-kinds"
import type { Difference, DifferencesByKind, RoleSync } from "../../../api/role-sync"
import { useText } from "../../../i18n/use-text"
import { describeReason } from "../reason"
import { ClerkUser } from "./clerk-user"

/** The page and kind of differences that the URL saves. `page` counts from 0. */
export type DifferencesPage = { kind: DifferenceKind | undefined; page: number }

export const PAGE_SIZE = 20

type Props = {
  state: RoleSync
  byKind: DifferencesByKind
  shown: DifferencesPage
  mayUpdate: boolean
  retrying: string | undefined
  onChange: (shown: DifferencesPage) => void
  onRetry: (clerkUserId: string) => void
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
          onValueChange={(value) => onChange({ kind: DIFFERENCE_KINDS.find((kind) => kind === value), page: 0 })}
        >
          <Select.Trigger aria-label={text("sync.differences.kind")} className="w-fit">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value="all">{text("sync.differences.all")}</Select.Item>
            {DIFFERENCE_KINDS.map((kind) => (
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
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                {(["customer", "kindColumn", "found"] as const).map((column) => (
                  <Table.HeaderCell key={column}>{text(`sync.differences.${column}`)}</Table.HeaderCell>
                ))}
                <Table.HeaderCell>
                  <span className="sr-only">{text("sync.retry.one")}</span>
                </Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {differences.map((difference) => (
                <DifferenceRow key={`${difference.clerk_user_id} ${difference.kind}`} difference={difference} {...acts} />
              ))}
            </Table.Body>
          </Table>
        </div>
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
          translations={{
            of: text("list.pagination.of"),
            results: text("list.pagination.results"),
            pages: text("list.pagination.pages"),
            prev: text("list.pagination.prev"),
            next: text("list.pagination.next"),
          }}
        />
      )}
    </Container>
  )
}

type RowProps = Pick<Props, "mayUpdate" | "retrying" | "onRetry"> & { difference: Difference }

const DifferenceRow = ({ difference: { clerk_user_id, customer, kind, reason, found_at }, mayUpdate, retrying, onRetry }: RowProps) => {
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
        <Button
          size="small"
          variant="transparent"
          aria-label={text("sync.retry.oneOf", { user: customer?.email ?? clerk_user_id })}
          isLoading={retrying === clerk_user_id}
          disabled={!mayUpdate || retrying !== undefined}
          onClick={() => onRetry(clerk_user_id)}
        >
          {text("sync.retry.one")}
        </Button>
      </Table.Cell>
    </Table.Row>
  )
}
