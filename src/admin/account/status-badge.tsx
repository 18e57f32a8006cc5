import { XCircleSolid } from "@medusajs/icons"
import { StatusBadge, Tooltip } from "@medusajs/ui"
import type { Role } from "../api/types"
import { useText } from "../i18n/use-text"

const COLORS = { pending: "orange", verified: "green", rejected: "red", revoked: "red", not_required: "grey" } as const

/** Shows the shop's decision about a business in a word and a colour. */
export const VerificationBadge = ({ status }: { status: Role["verification_status"] }) => {
  const { text } = useText()
  return <StatusBadge color={COLORS[status]}>{text(`status.${status}`)}</StatusBadge>
}

type Props = {
  role: Pick<Role, "verification_status" | "disabled_at" | "deleted_at">
  /** Whether there is room for one badge alone. A disabled account then has a sign beside it. */
  oneLine?: boolean
}

/** Shows a role's status: that its account is closed or disabled, else the shop's decision. */
export const RoleStatusBadge = ({ role, oneLine }: Props) => {
  const { text } = useText()
  if (role.deleted_at) {
    return <StatusBadge color="grey">{text("closed")}</StatusBadge>
  }
  const { verification_status } = role
  if (oneLine) {
    return (
      <span className="flex items-center gap-x-1.5">
        <VerificationBadge status={verification_status} />
        {role.disabled_at && (
          <Tooltip content={text("disabled")}>
            <span role="img" aria-label={text("disabled")} className="flex">
              <XCircleSolid className="text-ui-tag-red-icon" aria-hidden />
            </span>
          </Tooltip>
        )}
      </span>
    )
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      <VerificationBadge status={verification_status} />
      {role.disabled_at && <StatusBadge color="red">{text("disabled")}</StatusBadge>}
    </span>
  )
}
