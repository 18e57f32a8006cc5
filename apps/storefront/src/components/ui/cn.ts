import { type ClassValue, clsx } from "clsx"
import { extendTailwindMerge } from "tailwind-merge"

const merge = extendTailwindMerge({
  extend: { theme: { radius: ["control", "card"], shadow: ["card", "pop", "bar"], container: ["page", "prose", "form"] } },
})

/**
 * Joins class names. Of two that set the same property, the later one counts.
 *
 * @example
 * cn("px-4 text-ink", isWide && "px-6", className)
 */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
