import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import type { DataTableFilter, DataTableFilteringState } from "@medusajs/ui"
import { useState } from "react"
import { throughLastDay, type TimeFilters, toTimeFilter } from "./time-filter"

type Options = {
  /** What the list can be filtered by: the server's name and the admin's. */
  names: Record<string, string>
  times: TimeFilters
  onChange: (times: TimeFilters) => void
}

/**
 * Returns the filters by time for Medusa's table, with the ranges that Medusa's own lists offer.
 *
 * @example
 * const { filters, filtering } = useTimeFilters({ names: { created_at: text("list.columns.applied") }, times, onChange })
 * const table = useDataTable({ data, columns, filters, filtering })
 */
export const useTimeFilters = ({ names, times, onChange }: Options) => {
  const [medusas] = useDataTableDateFilters()
  // A filter that has just been added has no time yet. The URL knows nothing of it, and Medusa's table shows its menu.
  const [added, setAdded] = useState<string[]>([])
  const filters: DataTableFilter[] = Object.entries(names).map(([id, label]) => ({ ...medusas, id, label }))
  const state: DataTableFilteringState = { ...Object.fromEntries(added.map((id) => [id, null])), ...times }
  const onFilteringChange = (next: DataTableFilteringState) => {
    const chosen = Object.entries(next).flatMap(([id, value]) => {
      const filter = toTimeFilter(value)
      return filter ? [[id, throughLastDay(filter)] as const] : []
    })
    const changed: TimeFilters = Object.fromEntries(chosen)
    setAdded(Object.keys(next).filter((id) => !(id in changed)))
    if (JSON.stringify(changed) !== JSON.stringify(times)) {
      onChange(changed)
    }
  }
  return { filters, filtering: { state, onFilteringChange } }
}
