import { ArrowDownTray, CheckCircle, ChevronLeft, ChevronRight, EllipsisHorizontal, Trash, User } from "@medusajs/icons"
import { ActionMenu } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Container, Heading, IconButton, Kbd, Text, Tooltip } from "@medusajs/ui"
import type { ReactElement } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { possibleDecisions } from "../../../../account/possible-decisions"
import { RoleStatusBadge } from "../../../../account/status-badge"
import type { Permissions } from "../../../../api/permissions"
import type { LastDecision, NamedCustomer, Role } from "../../../../api/types"
import { EmailPreview } from "../../../../decisions/email-preview"
import { outcomeOf } from "../../../../decisions/use-send-verdict"
import { VerdictDrawer } from "../../../../decisions/verdict-drawer"
import { WaitingBar } from "../../../../decisions/waiting-bar"
import { useText } from "../../../../i18n/use-text"
import { usePageKeys } from "../../../../shell/use-page-keys"
import type { DecisionFlow } from "../use-decision"
import { usePersonalData } from "../use-personal-data"
import { useQueue } from "../use-queue"

type Props = {
  role: Role
  customer: NamedCustomer | null
  lastDecision: LastDecision | null
  name: string
  decision: DecisionFlow
  may: Permissions
}

const SENTENCES = { verified: "verifying", rejected: "rejecting", revoked: "revoking" } as const

/** The name, status and decision of a business, and the way to the next one in the list. */
export const DecisionHeader = ({ role, customer, lastDecision, name, decision, may }: Props) => {
  const { text } = useText()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const queue = useQueue(role.customer_id)
  const { canVerify, canReject } = possibleDecisions(role)
  const reason = may("POST /admin/customers/verify") === false ? text("policy.verify") : undefined
  const isIdle = !decision.waiting && !decision.form

  const goTo = (customerId: string | undefined) => customerId && void navigate(`/business-customers/${customerId}?${params}`)
  const verify = () => decision.decide({ is_verified: true, note: decision.conflict?.verdict.note ?? "", internal_note: undefined })
  usePageKeys({
    j: () => goTo(queue?.next),
    k: () => goTo(queue?.previous),
    v: canVerify && !reason && isIdle ? verify : undefined,
    r: canReject && !reason && isIdle ? () => decision.open(false) : undefined,
  })

  return (
    <>
      <Container className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div className="flex min-w-0 flex-col gap-y-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading className="break-words">{name}</Heading>
            <RoleStatusBadge role={role} />
          </div>
          <Since role={role} lastDecision={lastDecision} />
        </div>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
          {queue && <QueueNavigation {...queue} onGo={goTo} />}
          {canReject && (
            <DecisionButton reason={reason} shortcut="r" variant="secondary" disabled={!isIdle} onClick={() => decision.open(false)}>
              {text(role.verification_status === "verified" ? "decision.revoke" : "decision.reject")}
            </DecisionButton>
          )}
          {canVerify && (
            <DecisionButton reason={reason} shortcut="v" variant="primary" disabled={!isIdle} onClick={verify}>
              {text("decision.verify")}
            </DecisionButton>
          )}
          <MoreActions role={role} name={name} decision={decision} canVerify={canVerify && !reason && isIdle} may={may} />
        </div>
        {reason && (canVerify || canReject) && (
          <Text size="small" className="text-ui-fg-subtle w-full">
            {reason}
          </Text>
        )}
      </Container>
      {decision.waiting && (
        <WaitingBar
          sentence={text(`decision.${SENTENCES[outcomeOf(decision.waiting.value)]}`, { name })}
          seconds={decision.waiting.seconds}
          onCancel={decision.cancel}
          onSend={decision.flush}
        >
          <EmailPreview
            outcome={outcomeOf(decision.waiting.value)}
            email={customer?.email}
            company={name}
            note={decision.waiting.value.verdict.note}
          />
        </WaitingBar>
      )}
      {decision.form && (
        <VerdictDrawer {...decision.form} name={name} email={customer?.email} onClose={decision.close} onDecide={decision.decide} />
      )}
    </>
  )
}

type ButtonProps = {
  reason: string | undefined
  shortcut: string
  variant: "primary" | "secondary"
  disabled: boolean
  onClick: () => void
  children: string
}

const DecisionButton = ({ reason, shortcut, variant, disabled, onClick, children }: ButtonProps): ReactElement => (
  <Button size="small" variant={variant} disabled={disabled || reason !== undefined} aria-keyshortcuts={shortcut} onClick={onClick}>
    {children}
    <Kbd aria-hidden>{shortcut}</Kbd>
  </Button>
)

const Since = ({ role, lastDecision }: Pick<Props, "role" | "lastDecision">) => {
  const { text } = useText()
  const { getFullDate, getRelativeDate } = useDate()
  const waits = role.waiting_since !== null
  const time = role.waiting_since ?? lastDecision?.created_at
  if (!time) {
    return null
  }
  return (
    <Tooltip content={getFullDate({ date: time, includeTime: true })}>
      <Text size="small" className="text-ui-fg-subtle w-fit">
        {text(waits ? "detail.waiting" : "detail.decidedAt", { date: waits ? getFullDate({ date: time }) : getRelativeDate(time) })}
        {waits && ` · ${getRelativeDate(time)}`}
      </Text>
    </Tooltip>
  )
}

type QueueProps = {
  position: number
  count: number
  previous: string | undefined
  next: string | undefined
  onGo: (customerId: string | undefined) => void
}

const QueueNavigation = ({ position, count, previous, next, onGo }: QueueProps) => {
  const { text } = useText()
  const [params] = useSearchParams()
  return (
    <Tooltip content={text("detail.shortcuts")}>
      <nav className="flex items-center gap-x-1" aria-label={text("title")}>
        <Link
          to={`/business-customers${params.size > 0 ? `?${params}` : ""}`}
          className="txt-compact-small text-ui-fg-subtle hover:text-ui-fg-base transition-fg whitespace-nowrap tabular-nums"
          aria-label={text("detail.back")}
        >
          {text("detail.queue", { position: Math.min(position, count), count })}
        </Link>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={text("detail.previous")}
          aria-keyshortcuts="k"
          disabled={!previous}
          onClick={() => onGo(previous)}
        >
          <ChevronLeft />
        </IconButton>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={text("detail.next")}
          aria-keyshortcuts="j"
          disabled={!next}
          onClick={() => onGo(next)}
        >
          <ChevronRight />
        </IconButton>
      </nav>
    </Tooltip>
  )
}

type MoreProps = { role: Role; name: string; decision: DecisionFlow; canVerify: boolean; may: Permissions }

const MoreActions = ({ role, name, decision, canVerify, may }: MoreProps) => {
  const { text } = useText()
  const navigate = useNavigate()
  const { download, erase } = usePersonalData(role.customer_id, name)
  return (
    <ActionMenu
      groups={[
        {
          actions: [
            { icon: <CheckCircle />, label: text("decision.verifyWithNote"), disabled: !canVerify, onClick: () => decision.open(true) },
            { icon: <User />, label: text("detail.openCustomer"), onClick: () => void navigate(`/customers/${role.customer_id}`) },
          ],
        },
        {
          actions: [
            { icon: <ArrowDownTray />, label: text("detail.export"), onClick: () => void download() },
            {
              icon: <Trash />,
              label: text("detail.erase"),
              disabled: may("POST /admin/customers/:id/role/erase") === false,
              disabledTooltip: text("policy.erase"),
              onClick: () => void erase(),
            },
          ],
        },
      ]}
    >
      <IconButton size="small" variant="transparent" aria-label={text("detail.actions")}>
        <EllipsisHorizontal />
      </IconButton>
    </ActionMenu>
  )
}
