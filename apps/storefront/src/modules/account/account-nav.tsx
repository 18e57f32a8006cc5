"use client"

import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import { Link, usePathname } from "@/i18n/navigation"
import { useBuyer } from "@/lib/hooks/use-buyer"

const PAGES = [
  { key: "overview", href: "/dashboard" },
  { key: "orders", href: "/account/orders" },
  { key: "quotes", href: "/account/quotes" },
  { key: "addresses", href: "/account/addresses" },
  { key: "profile", href: "/account/profile" },
] as const

/** The pages of the account. */
export const AccountNav = () => {
  const t = useTranslations("account.nav")
  const pathname = usePathname()
  const buyer = useBuyer()
  return (
    <nav aria-label={t("label")} className="border-b border-line bg-surface">
      <ul className="page flex gap-1 overflow-x-auto [scrollbar-width:none]">
        {PAGES.filter(({ key }) => key !== "quotes" || buyer === "business").map(({ key, href }) => {
          const isHere = pathname === href || pathname.startsWith(`${href}/`)
          return (
            <li key={key} className="first:-ml-3">
              <Link
                href={href}
                aria-current={pathname === href ? "page" : isHere || undefined}
                className={cn(
                  "flex min-h-12 items-center border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-ink-soft outline-offset-[-2px] transition-colors hover:text-ink",
                  isHere && "border-go font-medium text-ink"
                )}
              >
                {t(key)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
