"use client"

import { DropdownMenu } from "radix-ui"
import type { ComponentProps, ReactNode } from "react"
import { Link } from "@/i18n/navigation"
import { cn } from "./cn"

const ITEM = cn(
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 py-2 text-sm outline-none select-none",
  "data-highlighted:bg-sunken data-disabled:cursor-not-allowed data-disabled:text-ink-faint [&_svg]:size-4.5 [&_svg]:text-ink-faint"
)

/**
 * A menu that a button opens. Arrow keys move in it, letters jump, Escape closes it.
 *
 * @example
 * <Menu trigger={<Button>{t("account")}</Button>}>
 *   <MenuLink href="/dashboard">{t("dashboard")}</MenuLink>
 *   <MenuItem onSelect={signOut}>{t("signOut")}</MenuItem>
 * </Menu>
 */
export const Menu = ({
  trigger,
  align = "end",
  children,
}: {
  /** The button that opens the menu. */
  trigger: ReactNode
  align?: "start" | "center" | "end"
  children: ReactNode
}) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="rise z-50 max-w-80 min-w-56 rounded-card border border-line bg-surface p-1.5 shadow-pop"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)

/** Something a {@link Menu} does. */
export const MenuItem = ({ className, ...props }: ComponentProps<typeof DropdownMenu.Item>) => (
  <DropdownMenu.Item className={cn(ITEM, className)} {...props} />
)

/** Somewhere a {@link Menu} leads. */
export const MenuLink = ({ className, ...props }: ComponentProps<typeof Link>) => (
  <DropdownMenu.Item asChild>
    <Link className={cn(ITEM, className)} {...props} />
  </DropdownMenu.Item>
)

/** Text in a {@link Menu} that is not to be chosen, such as who is signed in. */
export const MenuLabel = ({ className, ...props }: ComponentProps<typeof DropdownMenu.Label>) => (
  <DropdownMenu.Label className={cn("px-3 py-2 text-sm text-ink-soft", className)} {...props} />
)

/** A line between the groups of a {@link Menu}. */
export const MenuSeparator = () => <DropdownMenu.Separator className="-mx-1.5 my-1.5 h-px bg-line" />
