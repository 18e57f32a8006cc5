import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { MAIN_ID } from "./skip-link-target"

/** The main area of a page: what the skip link leads to, and where focus is after a change of page. */
export const Main = ({ className, children }: { className?: string; children: ReactNode }) => (
  <main id={MAIN_ID} tabIndex={-1} className={cn("flex-1", className)}>
    {children}
  </main>
)
