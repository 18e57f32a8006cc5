import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Copy, Heading, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { ClerkUser } from "../../../../account/clerk-user"
import { describeReason } from "../../../../account/sync-reason"
import type { Permissions } from "../../../../api/permissions"
import { actOnRole, failureOf, roleKeys } from "../../../../api/roles"
import type { ClerkState, Role } from "../../../../api/types"
import { useText } from "../../../../i18n/use-text"

/** The Clerk user behind the role, and the way to bring both in step. */
export const ClerkSection = ({ role, state, may }: { role: Role; state: ClerkState; may: Permissions }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const queries = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const mayUpdate = may("POST /admin/customers/:id/role/resync") !== false

  const resync = async () => {
    setIsBusy(true)
    try {
      await actOnRole(role.customer_id, "resync")
      toast.success(text("detail.resynced"))
    } catch (error) {
      toast.error(failureOf(error, text("detail.loadFailedText")))
    } finally {
      setIsBusy(false)
      await queries.invalidateQueries({ queryKey: roleKeys.all })
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text("detail.clerk")}</Heading>
        {role.clerk_user_id && (
          <Button size="small" variant="secondary" isLoading={isBusy} disabled={!mayUpdate || isBusy} onClick={() => void resync()}>
            {text("detail.resync")}
          </Button>
        )}
      </div>
      {!mayUpdate && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-3">
          {text("policy.update")}
        </Text>
      )}
      {role.clerk_user_id ? (
        <>
          <SectionRow
            title={text("detail.clerkUser")}
            value={
              <span className="flex min-w-0 items-center gap-x-2">
                <ClerkUser id={role.clerk_user_id} />
                <Copy content={role.clerk_user_id} className="text-ui-fg-subtle" />
              </span>
            }
          />
          <SectionRow
            title={text("detail.clerkVersion")}
            value={role.clerk_updated_at ? getFullDate({ date: role.clerk_updated_at, includeTime: true }) : "-"}
          />
          <SectionRow title={text("detail.clerkAgreement")} value={<Agreement state={state} />} />
        </>
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {text("detail.clerkNone")}
        </Text>
      )}
    </Container>
  )
}

const Agreement = ({ state: { write_back, differences } }: { state: ClerkState }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  if (!write_back && differences.length === 0) {
    return (
      <span className="flex items-center gap-x-2">
        <CheckCircleSolid className="text-ui-tag-green-icon" aria-hidden />
        {text("detail.clerkAgrees")}
      </span>
    )
  }
  return (
    <ul className="flex min-w-0 flex-col gap-2">
      {write_back && (
        <Difference reason={write_back.reason}>
          {text(write_back.attempts > 0 ? "detail.writeBackFailed" : "detail.writeBackWaits", {
            count: write_back.attempts,
            date: getFullDate({ date: write_back.next_attempt_at, includeTime: true }),
          })}
        </Difference>
      )}
      {differences.map(({ kind, reason, found_at }) => (
        <Difference key={kind} reason={reason}>
          {text(`detail.difference.${kind}`)} ({getFullDate({ date: found_at }).trim()})
        </Difference>
      ))}
    </ul>
  )
}

const Difference = ({ reason, children }: { reason: string | null; children: ReactNode }) => {
  const { text } = useText()
  return (
    <li className="flex items-start gap-x-2">
      <ExclamationCircleSolid className="text-ui-tag-orange-icon mt-1 shrink-0" aria-hidden />
      <span className="min-w-0 break-words">
        {children}
        {reason && <span className="text-ui-fg-subtle"> {describeReason(reason, text)}</span>}
      </span>
    </li>
  )
}
