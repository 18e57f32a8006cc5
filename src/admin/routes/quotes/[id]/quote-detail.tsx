import { useEffect } from "react"
import type { AdminQuote } from "../../../api/quote-types"
import { statusOf } from "../../../api/roles"
import { usePermissions } from "../../../api/use-permissions"
import { useText } from "../../../i18n/use-text"
import { isOpen } from "../../../quotes/draft"
import { LeaveGuard } from "../../../shell/leave-guard"
import { PageMessage } from "../../../shell/page-message"
import { DetailSkeleton } from "../../business-customers/[id]/sections/detail-skeleton"
import { ActivitySection } from "./sections/activity-section"
import { CustomerSection } from "./sections/customer-section"
import { LinesSection } from "./sections/lines-section"
import { MessagesSection } from "./sections/messages-section"
import { NoteSection } from "./sections/note-section"
import { QuoteHeader } from "./sections/quote-header"
import { RefusalSection } from "./sections/refusal-section"
import { RevisionsSection } from "./sections/revisions-section"
import { ValiditySection } from "./sections/validity-section"
import { useDraft } from "./use-draft"
import { useQuote } from "./use-quote"

/** A quote, with the draft to work on at the top. */
export const QuoteDetail = ({ quoteId }: { quoteId: string }) => {
  const { text } = useText()
  const { data, error, refetch } = useQuote(quoteId)
  if (error && !data) {
    if (statusOf(error) === 403) {
      return <PageMessage heading={text("quotes.title")} message={text("quotes.policy.read")} />
    }
    if (statusOf(error) === 404) {
      return <PageMessage heading={text("quotes.detail.notFoundHeading")} message={text("quotes.detail.notFoundText")} />
    }
    return (
      <PageMessage
        heading={text("detail.loadFailedHeading")}
        message={text("detail.loadFailedText")}
        action={{ label: text("detail.retry"), onClick: () => void refetch() }}
      />
    )
  }
  return data ? <LoadedQuote server={data} /> : <DetailSkeleton />
}

const LoadedQuote = ({ server }: { server: AdminQuote }) => {
  const draft = useDraft(server)
  const may = usePermissions()
  const { quote } = draft
  const canEdit = isOpen(quote) && may("POST /admin/quotes/:id") !== false
  useEffect(() => {
    document.title = `${server.number} - Medusa`
  }, [server.number])
  return (
    <div className="flex w-full flex-col items-start gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <LeaveGuard when={draft.refusal !== undefined && draft.refusal.kind !== "closed"} />
        <RefusalSection draft={draft} />
        <QuoteHeader draft={draft} may={may} />
        <LinesSection draft={draft} canEdit={canEdit} />
        <MessagesSection quote={quote} mayWrite={may("POST /admin/quotes/:id/messages") !== false} />
      </div>
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <CustomerSection quote={quote} />
        <ValiditySection draft={draft} canEdit={canEdit} />
        <RevisionsSection quote={server} />
        <NoteSection draft={draft} canEdit={canEdit} />
        <ActivitySection quote={server} />
      </div>
    </div>
  )
}
