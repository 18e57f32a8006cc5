import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Copy, Heading, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { Permissions } from "../../../../api/permissions"
import { actOnRole, roleKeys, statusOf } from "../../../../api/roles"
import type { Role } from "../../../../api/types"
import { useText } from "../../../../i18n/use-text"

const DASHBOARD = "https://dashboard.clerk.com/last-active?path=users/"

/** The Clerk user behind the role, and the way to bring both in step. */
export const ClerkSection = ({ role, may }: { role: Role; may: Permissions }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const queries = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const mayUpdate = may("customer_role:update") !== false

  const resync = async () => {
    setIsBusy(true)
    try {
      await actOnRole(role.customer_id, "resync")
      toast.success(text("detail.resynced"))
    } catch (error) {
      toast.error(statusOf(error) !== undefined && error instanceof Error ? error.message : text("detail.loadFailedText"))
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
                <a
                  href={`${DASHBOARD}${encodeURIComponent(role.clerk_user_id)}`}
                  target="_blank"
                  rel="noreferrer"
                  title={text("detail.clerkDashboard")}
                  className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover transition-fg truncate"
                >
                  {role.clerk_user_id}
                </a>
                <Copy content={role.clerk_user_id} className="text-ui-fg-muted" />
              </span>
            }
          />
          <SectionRow
            title={text("detail.clerkVersion")}
            value={role.clerk_updated_at ? getFullDate({ date: role.clerk_updated_at, includeTime: true }) : "-"}
          />
        </>
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {text("detail.clerkNone")}
        </Text>
      )}
    </Container>
  )
}
