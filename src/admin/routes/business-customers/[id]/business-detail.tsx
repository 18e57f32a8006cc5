import { useEffect } from "react"
import { businessName } from "../../../account/names"
import { usePermissions } from "../../../api/use-permissions"
import { statusOf } from "../../../api/roles"
import { useText } from "../../../i18n/use-text"
import { PageMessage } from "../../../shell/page-message"
import { ApplicationSection } from "./sections/application-section"
import { ClerkSection } from "./sections/clerk-section"
import { ConflictSection } from "./sections/conflict-section"
import { DecisionHeader } from "./sections/decision-header"
import { DetailSkeleton } from "./sections/detail-skeleton"
import { HistorySection } from "./sections/history-section"
import { NoteSection } from "./sections/note-section"
import { SetAsideSection } from "./sections/set-aside-section"
import { TradeSection } from "./sections/trade-section"
import { useBusiness } from "./use-business"
import { useDecision } from "./use-decision"

/** What the shop knows about a business, with the decision at the top. */
export const BusinessDetail = ({ customerId }: { customerId: string }) => {
  const { details, customer } = useBusiness(customerId)
  const may = usePermissions()
  const role = details.data?.customer_role
  const name = role ? businessName(role, customer.data) : ""
  const decision = useDecision({ role, name })

  useEffect(() => {
    if (name) {
      document.title = `${name} - Medusa`
    }
  }, [name])

  if (details.error && !details.data) {
    return <LoadFailure error={details.error} onRetry={() => void details.refetch()} />
  }
  if (!details.data || !role || customer.isPending) {
    return <DetailSkeleton />
  }
  const { history, set_aside, last_decision, clerk } = details.data
  return (
    <div className="flex flex-col gap-y-3">
      <ConflictSection role={role} history={history} decision={decision} />
      <DecisionHeader role={role} customer={customer.data ?? null} lastDecision={last_decision} name={name} decision={decision} may={may} />
      <div className="flex w-full flex-col items-start gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
        <div className="flex w-full min-w-0 flex-col gap-y-3">
          <ApplicationSection details={details.data} customer={customer.data ?? null} />
          <TradeSection customerId={customerId} />
          <SetAsideSection customerId={customerId} setAside={set_aside} may={may} />
        </div>
        <div className="flex w-full min-w-0 flex-col gap-y-3">
          <HistorySection history={history} />
          <NoteSection role={role} may={may} />
          <ClerkSection role={role} state={clerk} may={may} />
        </div>
      </div>
    </div>
  )
}

const LoadFailure = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { text } = useText()
  if (statusOf(error) === 403) {
    return <PageMessage heading={text("detailTitle")} message={text("policy.read")} />
  }
  if (statusOf(error) === 404) {
    return <PageMessage heading={text("detail.notFoundHeading")} message={text("detail.notFoundText")} />
  }
  return (
    <PageMessage
      heading={text("detail.loadFailedHeading")}
      message={text("detail.loadFailedText")}
      action={{ label: text("detail.retry"), onClick: onRetry }}
    />
  )
}
