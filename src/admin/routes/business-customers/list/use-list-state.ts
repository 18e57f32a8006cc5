import { useMemo } from "react"
import { useSearchParams } from "react-router-dom"
import { changeListState, type ListState, readListState, writeListState } from "./list-state"

/**
 * Returns the list's state in the URL, and a function that changes it. Each change is a step that the back button undoes.
 *
 * @example
 * const { state, change } = useListState()
 * change({ tab: "verified" })
 */
export const useListState = (): { state: ListState; change: (change: Partial<ListState>) => void } => {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => readListState(params), [params])
  return { state, change: (change) => setParams(writeListState(changeListState(state, change))) }
}
