import { DataTable } from "@medusajs/ui"
import { useEffect, useRef } from "react"

/**
 * Medusa's sorting menu of a table, with a name for screen readers: the button of Medusa's has an icon alone, and a tooltip
 * that shows only while the pointer is over it.
 */
export const SortingMenu = ({ label }: { label: string }) => {
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    frame.current?.querySelector("button")?.setAttribute("aria-label", label)
  })
  return (
    <span ref={frame} className="flex">
      <DataTable.SortingMenu tooltip={label} />
    </span>
  )
}
