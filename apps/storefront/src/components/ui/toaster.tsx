"use client"

import { CircleAlert, CircleCheck } from "lucide-react"
import { Toaster as Sonner } from "sonner"

/**
 * Where short messages appear: at the bottom, above the main action of phones. Stands once, in the layout of all pages.
 *
 * @example
 * <Toaster label={t("messages")} />
 */
export const Toaster = ({ label }: { label: string }) => (
  <Sonner
    position="bottom-center"
    containerAriaLabel={label}
    mobileOffset={{ bottom: "5.5rem" }}
    icons={{
      success: <CircleCheck aria-hidden className="size-5 text-go" />,
      error: <CircleAlert aria-hidden className="size-5 text-stop" />,
    }}
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          "font-sans! flex w-full items-start gap-3 rounded-card border border-line bg-surface p-4 text-sm text-ink shadow-pop sm:w-90",
        title: "font-medium hyphens-auto",
        description: "text-ink-soft",
        actionButton: "link ml-auto shrink-0",
      },
    }}
  />
)
