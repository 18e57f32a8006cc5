"use client"

import { useTransition } from "react"
import { Select } from "@/components/ui/input"
import { useRouter } from "@/i18n/navigation"
import { SORTS } from "./choices"
import { catalogueUrl, type Filters } from "./filters"

/** In which order the products stand. */
export const SortChoice = ({ filters, label, names }: { filters: Filters; label: string; names: Record<Filters["sort"], string> }) => {
  const router = useRouter()
  const [isSorting, startSorting] = useTransition()
  return (
    <div className="w-48" aria-busy={isSorting}>
      <Select
        aria-label={label}
        value={filters.sort}
        onChange={({ target }) => {
          const sort = SORTS.find((one) => one === target.value) ?? "best"
          startSorting(() => router.push(catalogueUrl(filters, { sort }), { scroll: false }))
        }}
        className="text-sm"
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {names[sort]}
          </option>
        ))}
      </Select>
    </div>
  )
}
