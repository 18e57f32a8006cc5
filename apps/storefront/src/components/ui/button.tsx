import { LoaderCircle } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { Link } from "@/i18n/navigation"
import { cn } from "./cn"

/** What a button looks like: the one main action of a page, another one, one among text, or one that takes something away. */
export type ButtonLook = {
  /** @default "outline" */
  variant?: "primary" | "outline" | "quiet" | "danger"
  /** `small` is for rows of tables and cards; fingers get 44 px all the same. @default "normal" */
  size?: "normal" | "small"
  /** As wide as its place, for the main action on phones. */
  block?: boolean
}

const VARIANTS: Record<NonNullable<ButtonLook["variant"]>, string> = {
  primary: "border-go bg-go text-on-go hover:border-go-strong hover:bg-go-strong",
  outline: "border-line-strong bg-surface text-ink hover:border-line-control hover:bg-sunken",
  quiet:
    "border-transparent text-ink-soft hover:bg-sunken hover:text-ink disabled:border-transparent disabled:bg-transparent aria-disabled:border-transparent aria-disabled:bg-transparent",
  danger: "border-stop bg-stop text-on-stop hover:border-stop-strong hover:bg-stop-strong",
}

const SIZES: Record<NonNullable<ButtonLook["size"]>, string> = {
  normal: "min-h-11 px-4 py-2 text-sm",
  small: "touch min-h-9 px-3 py-1.5 text-sm",
}

/**
 * Returns the class names of a button, for links and elements that look like one.
 *
 * @example
 * <a className={buttonClasses({ variant: "primary" })} href={pdf}>Download</a>
 */
export const buttonClasses = ({ variant = "outline", size = "normal", block }: ButtonLook = {}, className?: string): string =>
  cn(
    "inline-flex items-center justify-center gap-2 rounded-control border text-center font-medium transition-colors select-none",
    "disabled:border-line disabled:bg-sunken disabled:text-ink-faint aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-faint",
    "[&_svg]:size-4.5 [&_svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
    block && "w-full",
    className
  )

/**
 * A button. While `busy`, it keeps its width and place, says so to screen readers, and takes no second click.
 *
 * @example
 * <Button variant="primary" type="submit" busy={isSubmitting}>Save address</Button>
 */
export const Button = ({
  variant,
  size,
  block,
  busy = false,
  className,
  children,
  onClick,
  type = "button",
  ...props
}: ComponentProps<"button"> & ButtonLook & { busy?: boolean }) => (
  <button
    type={busy && type === "submit" ? "button" : type}
    aria-busy={busy || undefined}
    onClick={busy ? undefined : onClick}
    className={buttonClasses({ variant, size, block }, cn(busy && "cursor-progress", className))}
    {...props}
  >
    {busy && <LoaderCircle aria-hidden className="appear-late animate-spin" />}
    {children}
  </button>
)

/**
 * A link that looks like a button: for going somewhere, where a button does something.
 *
 * @example
 * <ButtonLink href="/orders" variant="primary">See your orders</ButtonLink>
 */
export const ButtonLink = ({ variant, size, block, className, ...props }: ComponentProps<typeof Link> & ButtonLook) => (
  <Link className={buttonClasses({ variant, size, block }, className)} {...props} />
)

/**
 * Holds the main action of a page in reach of the thumb: at the bottom of the screen on phones, in its place elsewhere.
 *
 * @example
 * <ActionBar><Button variant="primary" type="submit">Send application</Button></ActionBar>
 */
export const ActionBar = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div
    className={cn(
      "sticky bottom-0 z-10 -mx-5 mt-6 flex flex-col gap-2 bg-surface px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-bar",
      "sm:static sm:mx-0 sm:flex-row-reverse sm:justify-end sm:bg-transparent sm:p-0 sm:shadow-none",
      className
    )}
  >
    {children}
  </div>
)
