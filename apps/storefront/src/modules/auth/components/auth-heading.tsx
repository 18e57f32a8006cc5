import type { ReactNode } from "react"

/** The heading of a step. */
export const AuthHeading = ({ children, text }: { children: ReactNode; text?: ReactNode }) => (
  <div className="grid gap-2">
    <h1 className="text-2xl font-semibold">{children}</h1>
    {text && <p className="text-ink-soft">{text}</p>}
  </div>
)
