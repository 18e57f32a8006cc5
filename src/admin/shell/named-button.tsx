import { type ReactNode, useEffect, useRef } from "react"

/**
 * Gives the button inside a name for screen readers: Medusa's menus of a table have an icon alone, and a tooltip that shows only
 * while the pointer is over it.
 */
export const NamedButton = ({ label, children }: { label: string; children: ReactNode }) => {
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    frame.current?.querySelector("button")?.setAttribute("aria-label", label)
  })
  return (
    <span ref={frame} className="flex">
      {children}
    </span>
  )
}
