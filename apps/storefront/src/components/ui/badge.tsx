import { CircleAlert, CircleCheck, CircleHelp, CircleMinus, Clock } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"

/** What a colour says: go on, waiting, needs you, we ask, or nothing in particular. */
export type Tone = "go" | "wait" | "stop" | "ask" | "calm"

/** The icon that goes with a tone: colour never speaks alone. */
export const TONE_ICONS = { go: CircleCheck, wait: Clock, stop: CircleAlert, ask: CircleHelp, calm: CircleMinus }

const TONES: Record<Tone, string> = {
  go: "bg-go-soft text-go",
  wait: "bg-wait-soft text-wait",
  stop: "bg-stop-soft text-stop",
  ask: "bg-ask-soft text-ask",
  calm: "bg-sunken text-ink-soft",
}

/**
 * A state in an icon and a word.
 *
 * @example
 * <Badge tone="wait">{t("status.pending")}</Badge>
 */
export const Badge = ({
  tone = "calm",
  icon,
  className,
  children,
}: {
  tone?: Tone
  /** In place of the tone's own; `null` for none, where the word says it. */
  icon?: ReactNode
  className?: string
  children: ReactNode
}) => {
  const Icon = TONE_ICONS[tone]
  return (
    <span
      className={cn(
        "inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium [&_svg]:size-3.5 [&_svg]:shrink-0",
        TONES[tone],
        className
      )}
    >
      {icon === undefined ? <Icon aria-hidden /> : icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
