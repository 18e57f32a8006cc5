import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, Table, Text } from "@medusajs/ui"
import type { RoleSync } from "../../../api/role-sync"
import { ClerkUser } from "../../../account/clerk-user"
import { useText } from "../../../i18n/use-text"
import { describeReason } from "../../../account/sync-reason"
import { type RetryActs, RetryButton, RetryTable } from "./retry-table"

type Row = { key: string; what: string; clerk_user_id: string | null; reason: string | null; attempts: number; time: string }

type Props = RetryActs & { state: RoleSync }

/** Webhooks and write-backs that failed, each with a retry. */
export const FailuresSection = ({ state: { failures, write_back }, mayUpdate, retrying, onRetry }: Props) => {
  const { text } = useText()
  const rows: Row[] = [
    ...failures.map(({ svix_id, type, clerk_user_id, reason, attempts, last_attempt_at }) => ({
      key: svix_id,
      what: type,
      clerk_user_id,
      reason,
      attempts,
      time: last_attempt_at,
    })),
    ...write_back.failures.map(({ clerk_user_id, reason, attempts, next_attempt_at }) => ({
      key: `write-back ${clerk_user_id}`,
      what: text("sync.failures.writeBack"),
      clerk_user_id,
      reason,
      attempts,
      time: next_attempt_at,
    })),
  ]
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text("sync.failures.title")}</Heading>
        {rows.length > 0 && (
          <Button
            size="small"
            variant="secondary"
            isLoading={retrying === "all"}
            disabled={!mayUpdate || retrying !== undefined}
            onClick={() => onRetry()}
          >
            {text("sync.retry.all")}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4" role="status">
          {text("sync.failures.none")}
        </Text>
      ) : (
        <RetryTable columns={(["what", "user", "reason", "time"] as const).map((column) => text(`sync.failures.${column}`))}>
          {rows.map((row) => (
            <FailureRow key={row.key} row={row} mayUpdate={mayUpdate} retrying={retrying} onRetry={onRetry} />
          ))}
        </RetryTable>
      )}
    </Container>
  )
}

type RowProps = RetryActs & { row: Row }

const FailureRow = ({ row: { what, clerk_user_id, reason, attempts, time }, ...acts }: RowProps) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  return (
    <Table.Row>
      <Table.Cell className="text-ui-fg-base">{what}</Table.Cell>
      <Table.Cell className="max-w-[220px] truncate">
        <ClerkUser id={clerk_user_id} />
      </Table.Cell>
      <Table.Cell>
        {describeReason(reason, text)} ({text("sync.failures.attempts", { count: attempts })})
      </Table.Cell>
      <Table.Cell>{getFullDate({ date: time, includeTime: true })}</Table.Cell>
      <Table.Cell className="text-right">
        {clerk_user_id && <RetryButton clerkUserId={clerk_user_id} user={clerk_user_id} {...acts} />}
      </Table.Cell>
    </Table.Row>
  )
}
