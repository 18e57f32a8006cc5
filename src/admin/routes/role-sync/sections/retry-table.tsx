import { Button, Table } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useText } from "../../../i18n/use-text"

/** What the tables do about a Clerk user. */
export type RetryActs = {
  mayUpdate: boolean
  /** The Clerk user whose retry is under way, or `all`. */
  retrying: string | undefined
  /** Retries what has failed for a Clerk user, or for all. */
  onRetry: (clerkUserId?: string) => void
}

/** A table whose rows end in a {@link RetryButton}. */
export const RetryTable = ({ columns, children }: { columns: string[]; children: ReactNode }) => {
  const { text } = useText()
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column}>{column}</Table.HeaderCell>
            ))}
            <Table.HeaderCell>
              <span className="sr-only">{text("sync.retry.one")}</span>
            </Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>{children}</Table.Body>
      </Table>
    </div>
  )
}

type ButtonProps = RetryActs & {
  clerkUserId: string
  /** What screen readers call the user. */
  user: string
}

/** Retries what has failed for one Clerk user. */
export const RetryButton = ({ clerkUserId, user, mayUpdate, retrying, onRetry }: ButtonProps) => {
  const { text } = useText()
  return (
    <Button
      size="small"
      variant="transparent"
      aria-label={text("sync.retry.oneOf", { user })}
      isLoading={retrying === clerkUserId}
      disabled={!mayUpdate || retrying !== undefined}
      onClick={() => onRetry(clerkUserId)}
    >
      {text("sync.retry.one")}
    </Button>
  )
}
