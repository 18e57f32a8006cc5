"use client"

import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import { Link, usePathname } from "@/i18n/navigation"
import { useBuyer } from "@/lib/hooks/use-buyer"
import { QUOTES_PATH } from "@/modules/quotes/ask-url"

const LINKS = [
  { key: "quickOrder", href: "/quick-order" },
  { key: "quotes", href: QUOTES_PATH },
] as const

/** What companies come for, in the header. On small screens it is in the menu of the account. */
export const BusinessLinks = () => {
  const t = useTranslations("common.account")
  const pathname = usePathname()
  if (useBuyer() !== "business") {
    return null
  }
  return (
    <nav aria-label={t("forBusinesses")} className="flex gap-1 max-lg:hidden">
      {LINKS.map(({ key, href }) => {
        const isHere = pathname === href || pathname.startsWith(`${href}/`)
        return (
          <Link
            key={key}
            href={href}
            aria-current={isHere ? "page" : undefined}
            className={cn(
              "flex min-h-11 items-center rounded-control px-3 text-sm whitespace-nowrap text-ink-soft hover:bg-sunken hover:text-ink",
              isHere && "font-medium text-ink"
            )}
          >
            {t(key)}
          </Link>
        )
      })}
    </nav>
  )
}
