"use client"

import { X } from "lucide-react"
import { Dialog as Radix } from "radix-ui"
import type { ReactNode } from "react"
import { cn } from "./cn"

/**
 * A question or a form above the page: in the middle of the screen, on phones at its bottom. Escape and a click beside
 * it close it, and focus returns to where it was. A form is not closed by a click beside it.
 *
 * @example
 * <Dialog open={isOpen} onOpenChange={setOpen} title={t("delete")} description={t("cannotBeUndone")} close={t("close")}>
 *   …
 * </Dialog>
 */
export const Dialog = ({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  close,
  isForm = false,
  className,
  children,
}: {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** A button that opens the dialog. */
  trigger?: ReactNode
  title: ReactNode
  description?: ReactNode
  /** The name of the button that closes it. */
  close: string
  /** Whether it holds what somebody has typed. */
  isForm?: boolean
  className?: string
  children: ReactNode
}) => (
  <Radix.Root open={open} onOpenChange={onOpenChange}>
    {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
    <Radix.Portal>
      <Radix.Overlay className="fade fixed inset-0 z-40 bg-veil" />
      <Radix.Content
        onInteractOutside={isForm ? (event) => event.preventDefault() : undefined}
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "rise fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-card border border-line bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-pop",
          "sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-form sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card sm:p-6",
          className
        )}
      >
        <div className="mb-5 flex items-start justify-between gap-4">
          <div className="grid gap-1">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-sm text-ink-soft">{description}</Radix.Description>}
          </div>
          <Radix.Close
            aria-label={close}
            className="touch -mt-1 -mr-1 grid size-9 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </Radix.Close>
        </div>
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
