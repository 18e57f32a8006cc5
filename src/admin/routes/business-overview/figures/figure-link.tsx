import type { ReactNode } from "react"
import { Link } from "react-router-dom"

type Props = {
  to: string
  /** What screen readers say, if the figure alone would say too little. */
  label?: string
  /** Whether its place alone shows that it is a link. */
  quiet?: boolean
  children: ReactNode
}

/** A figure that leads to the list behind it. */
export const FigureLink = ({ to, label, quiet, children }: Props) => (
  <Link
    to={to}
    aria-label={label}
    className={`${quiet ? "text-ui-fg-base" : "text-ui-fg-interactive-hover"} hover:text-ui-fg-base transition-fg focus-visible:shadow-borders-focus rounded-md tabular-nums outline-none`}
  >
    {children}
  </Link>
)
