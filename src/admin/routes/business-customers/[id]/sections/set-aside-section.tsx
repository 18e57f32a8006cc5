import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { Permissions } from "../../../../api/permissions"
import { actOnRole, failureOf, roleKeys } from "../../../../api/roles"
import type { SetAside } from "../../../../api/types"
import { useText } from "../../../../i18n/use-text"

type Props = { customerId: string; setAside: SetAside[]; may: Permissions }

/** What was set aside when the account was linked, with the way to restore it. Shows nothing if there is nothing. */
export const SetAsideSection = ({ customerId, setAside, may }: Props) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  const queries = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  if (setAside.length === 0) {
    return null
  }
  const mayUpdate = may("POST /admin/customers/:id/role/restore") !== false
  const isOpen = setAside.some(({ restored_at }) => restored_at === null)

  const restore = async () => {
    setIsBusy(true)
    try {
      await actOnRole(customerId, "restore")
      toast.success(text("detail.restoredToast"))
    } catch (error) {
      toast.error(failureOf(error, text("detail.loadFailedText")))
    } finally {
      setIsBusy(false)
      await queries.invalidateQueries({ queryKey: roleKeys.all })
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading level="h2">{text("detail.setAside")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {mayUpdate ? text("detail.setAsideText") : text("policy.update")}
          </Text>
        </div>
        {isOpen && (
          <Button
            size="small"
            variant="secondary"
            className="shrink-0"
            isLoading={isBusy}
            disabled={!mayUpdate || isBusy}
            onClick={() => void restore()}
          >
            {text("detail.restore")}
          </Button>
        )}
      </div>
      {setAside.map((entry) => (
        <div key={entry.id} className="flex items-start justify-between gap-4 px-6 py-4">
          <ul className="txt-compact-small flex min-w-0 flex-col gap-y-1">
            {linesOf(entry).map((line, index) => (
              <li key={index} className="break-words">
                {line}
              </li>
            ))}
            {entry.payment_accounts.length > 0 && <li>{text("detail.paymentAccounts", { count: entry.payment_accounts.length })}</li>}
          </ul>
          <Text size="small" className="text-ui-fg-subtle shrink-0">
            {entry.restored_at
              ? `${text("detail.restored")} ${getFullDate({ date: entry.restored_at })}`
              : getFullDate({ date: entry.created_at })}
          </Text>
        </div>
      ))}
    </Container>
  )
}

const linesOf = ({ company_name, phone, addresses }: SetAside): string[] => [
  ...[company_name, phone].flatMap((value) => value ?? []),
  ...addresses.map((address) =>
    [
      [address.first_name, address.last_name].filter(Boolean).join(" "),
      address.company,
      address.address_1,
      [address.postal_code, address.city].filter(Boolean).join(" "),
      address.country_code?.toUpperCase(),
    ]
      .filter(Boolean)
      .join(", ")
  ),
]
