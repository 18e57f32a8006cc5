import { useCallback, useMemo, useRef } from "react"
import { useSearchParams } from "react-router-dom"
import type { ListState, ListStates } from "./list-state"

/** A list's state, which its URL saves. */
export type ListStateInUrl<Tab extends string> = {
  state: ListState<Tab>
  /** Changes a part of the state. Each change is a step that the back button undoes. */
  change: (part: Partial<ListState<Tab>>) => void
  /** Changes the search. Does nothing if that is the search already. */
  search: (q: string) => void
}

/**
 * Returns a list's state in the URL, and functions that change it. They change what the list shows at that moment: Medusa's search
 * field calls a while after the typing, when somebody may have chosen another tab already.
 *
 * @example
 * const { state, change } = useListState(quoteList)
 * change({ tab: "sent" })
 */
export const useListState = <Tab extends string>({ read, write, change: changed }: ListStates<Tab>): ListStateInUrl<Tab> => {
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => read(params), [params, read])
  const latest = useRef({ state, setParams })
  latest.current = { state, setParams }
  const change = useCallback(
    (part: Partial<ListState<Tab>>) => {
      const next = changed(latest.current.state, part)
      latest.current.state = next
      latest.current.setParams(write(next))
    },
    [changed, write]
  )
  const search = useCallback((q: string) => q !== latest.current.state.q && change({ q }), [change])
  return { state, change, search }
}
