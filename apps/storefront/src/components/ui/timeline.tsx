import type { ReactNode } from "react"
import { cn } from "./cn"

/**
 * Steps one after the other: what is done, what is going on, what comes.
 *
 * @example
 * <Timeline>
 *   <TimelineStep state="done" title={t("sent")}>{sentAt}</TimelineStep>
 *   <TimelineStep state="now" title={t("checking")} />
 *   <TimelineStep state="next" title={t("decided")} />
 * </Timeline>
 */
export const Timeline = ({ className, children }: { className?: string; children: ReactNode }) => (
  <ol className={cn("grid gap-4 sm:auto-cols-fr sm:grid-flow-col sm:gap-2", className)}>{children}</ol>
)

const STEPS = {
  done: { line: "border-go", text: "text-ink" },
  now: { line: "border-wait", text: "text-ink" },
  next: { line: "border-line-strong", text: "text-ink-soft" },
  stopped: { line: "border-stop", text: "text-ink" },
}

/** A step of a {@link Timeline}. */
export const TimelineStep = ({
  state,
  label,
  title,
  children,
}: {
  state: keyof typeof STEPS
  /** The state in a word, for screen readers. */
  label: string
  title: ReactNode
  children?: ReactNode
}) => (
  <li
    aria-current={state === "now" ? "step" : undefined}
    className={cn("grid content-start gap-0.5 border-l-3 py-0.5 pl-4 sm:border-t-3 sm:border-l-0 sm:pt-3 sm:pl-0", STEPS[state].line)}
  >
    <p className={cn("text-sm font-medium", STEPS[state].text)}>
      {title}
      <span className="sr-only"> ({label})</span>
    </p>
    {children && <p className="text-xs text-ink-faint">{children}</p>}
  </li>
)
