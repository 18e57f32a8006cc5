import { Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { ALL_DIFFERENCE_KINDS } from "../../../modules/customer-role/reconciliation/difference-kinds"
import { statusOf } from "../../api/roles"
import { usePermissions } from "../../api/use-permissions"
import { useText } from "../../i18n/use-text"
import { PageMessage } from "../../shell/page-message"
import { ComparisonSection } from "./sections/comparison-section"
import { DifferencesSection, type DifferencesPage, PAGE_SIZE } from "./sections/differences-section"
import { FailuresSection } from "./sections/failures-section"
import { StateSection } from "./sections/state-section"
import { useRoleSync, useRoleSyncActs } from "./use-role-sync"

const useDifferencesPage = (): { shown: DifferencesPage; show: (shown: DifferencesPage) => void } => {
  const [params, setParams] = useSearchParams()
  const page = Number(params.get("page"))
  const shown = {
    kind: ALL_DIFFERENCE_KINDS.find((known) => known === params.get("kind")),
    page: Number.isInteger(page) && page > 1 && page <= 1_000_000 ? page - 1 : 0,
  }
  return {
    shown,
    show: (next) =>
      setParams(new URLSearchParams({ ...(next.kind ? { kind: next.kind } : {}), ...(next.page ? { page: String(next.page + 1) } : {}) })),
  }
}

/** The state of the sync with Clerk, with what failed, what differs, and the comparison that mends it. */
export const RoleSyncState = () => {
  const { text } = useText()
  const { shown, show } = useDifferencesPage()
  const { state, comparison } = useRoleSync({
    limit: PAGE_SIZE,
    offset: shown.page * PAGE_SIZE,
    ...(shown.kind ? { kind: shown.kind } : {}),
  })
  const { retry, compare, retrying, isBeginning } = useRoleSyncActs()
  const mayUpdate = usePermissions()("POST /admin/customers/role-sync/compare") !== false
  const error = state.error ?? comparison.error

  if (statusOf(error) === 403) {
    return <PageMessage heading={text("sync.title")} message={text("policy.read")} />
  }
  if (error && !(state.data && comparison.data)) {
    return (
      <PageMessage
        heading={text("detail.loadFailedHeading")}
        message={text("detail.loadFailedText")}
        action={{ label: text("detail.retry"), onClick: () => void Promise.all([state.refetch(), comparison.refetch()]) }}
      />
    )
  }
  return (
    <div className="flex flex-col gap-y-3" aria-busy={!state.data || !comparison.data}>
      <Container className="px-6 py-4">
        <Heading>{text("sync.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {text(mayUpdate ? "sync.subtitle" : "policy.update")}
        </Text>
      </Container>
      {state.data && comparison.data ? (
        <div className="flex w-full flex-col items-start gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
          <div className="flex w-full min-w-0 flex-col gap-y-3">
            <FailuresSection state={state.data} mayUpdate={mayUpdate} retrying={retrying} onRetry={(id) => void retry(id)} />
            <DifferencesSection
              state={state.data}
              byKind={comparison.data.differences_by_kind}
              shown={shown}
              mayUpdate={mayUpdate}
              retrying={retrying}
              onChange={show}
              onRetry={(id) => void retry(id)}
            />
          </div>
          <div className="flex w-full min-w-0 flex-col gap-y-3">
            <ComparisonSection
              comparison={comparison.data}
              mayUpdate={mayUpdate}
              isBeginning={isBeginning}
              onCompare={(id) => void compare(id)}
            />
            <StateSection state={state.data} />
          </div>
        </div>
      ) : (
        <Container className="flex flex-col gap-y-3 px-6 py-4" aria-hidden>
          <Skeleton className="h-7 w-24" />
          <Skeleton className="h-32 w-full" />
        </Container>
      )}
    </div>
  )
}
