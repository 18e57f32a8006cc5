import { CloudOff } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"

/**
 * Takes the place of what could not be loaded: what happened, that nothing was lost, and what to do.
 *
 * @example
 * <ErrorState title={t("noAnswer")} action={<Button onClick={reset}>{t("again")}</Button>}>{t("nothingLost")}</ErrorState>
 */
export const ErrorState = ({
  title,
  action,
  className,
  children,
}: {
  title: ReactNode
  action?: ReactNode
  className?: string
  children?: ReactNode
}) => (
  <div role="alert" className={cn("grid justify-items-center gap-1 px-4 py-10 text-center", className)}>
    <span aria-hidden className="mb-3 grid size-12 place-items-center rounded-full bg-stop-soft text-stop">
      <CloudOff className="size-6" />
    </span>
    <p className="font-semibold">{title}</p>
    {children && <p className="max-w-form text-sm text-ink-soft">{children}</p>}
    {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
)
