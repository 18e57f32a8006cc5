import { Check, Clock } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"

/** What a customer can do already, and what comes later. */
export const Abilities = ({ children }: { children: ReactNode }) => <ul className="grid gap-4 text-sm">{children}</ul>

/** One of the {@link Abilities}. */
export const Ability = ({ isOpen, label, title, children }: { isOpen: boolean; label: string; title: ReactNode; children: ReactNode }) => {
  const Icon = isOpen ? Check : Clock
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className={cn(
          "mt-0.5 grid size-5 shrink-0 place-items-center rounded-full",
          isOpen ? "bg-go-soft text-go" : "bg-sunken text-ink-faint"
        )}
      >
        <Icon className="size-3.5" />
      </span>
      <div className="grid gap-0.5">
        <p className="font-medium">
          {title}
          <span className="sr-only"> ({label})</span>
        </p>
        <p className="text-ink-soft">{children}</p>
      </div>
    </li>
  )
}
