import type { ReactNode } from "react"
import { TONE_ICONS, type Tone } from "./badge"
import { cn } from "./cn"

const TONES: Record<Tone, { box: string; icon: string }> = {
  go: { box: "border-go-line bg-go-soft", icon: "text-go" },
  wait: { box: "border-wait-line bg-wait-soft", icon: "text-wait" },
  stop: { box: "border-stop-line bg-stop-soft", icon: "text-stop" },
  ask: { box: "border-ask-line bg-ask-soft", icon: "text-ask" },
  calm: { box: "border-line bg-sunken", icon: "text-ink-soft" },
}

/**
 * Says something beside the content: what happened, whether anything was lost, what to do.
 *
 * @example
 * <Notice tone="stop" title={t("notSaved")} live="assertive" action={<Button onClick={retry}>{t("again")}</Button>}>
 *   {t("nothingLost")}
 * </Notice>
 */
export const Notice = ({
  tone = "calm",
  title,
  children,
  action,
  live,
  className,
}: {
  tone?: Tone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** For a notice that appears by itself: read out at once, or when there is a pause. */
  live?: "assertive" | "polite"
  className?: string
}) => {
  const Icon = TONE_ICONS[tone]
  return (
    <div
      role={live && (live === "assertive" ? "alert" : "status")}
      className={cn("flex flex-wrap items-start gap-x-4 gap-y-3 rounded-card border px-4 py-3.5 text-sm", TONES[tone].box, className)}
    >
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-3">
        <Icon aria-hidden className={cn("mt-px size-5 shrink-0", TONES[tone].icon)} />
        <div className="grid min-w-0 gap-0.5">
          <p className="font-semibold">{title}</p>
          {children && <div className="text-ink-soft">{children}</div>}
        </div>
      </div>
      {action && <div className="flex shrink-0 flex-wrap gap-2 self-center">{action}</div>}
    </div>
  )
}
