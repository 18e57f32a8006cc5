import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { FooterLink } from "./footer-link"
import { FooterWaysIn } from "./footer-ways-in"
import { LanguageSwitch } from "./language-switch"
import { LogoMark } from "./logo"
import { ThemeSwitch } from "./theme-switch"

const Column = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="grid content-start gap-1">
    <h2 className="mb-1 text-sm font-semibold">{title}</h2>
    {children}
  </div>
)

/** The foot of every page: ways on, whom to ask, language and theme. */
export const Footer = async () => {
  const t = await getTranslations("common")
  return (
    <footer className="mt-16 border-t border-line bg-surface">
      <div className="page grid gap-x-8 gap-y-8 py-10 sm:grid-cols-2 md:grid-cols-[1.6fr_1fr_1fr_1.2fr]">
        <div className="grid max-w-80 content-start gap-3">
          <span className="flex items-center gap-2.5 font-semibold">
            <LogoMark className="size-7" />
            Cedar
          </span>
          <p className="text-sm text-ink-soft">{t("footer.about")}</p>
        </div>
        <Column title={t("footer.buy")}>
          <FooterWaysIn />
          <FooterLink href="/search">{t("footer.search")}</FooterLink>
        </Column>
        <Column title={t("footer.account")}>
          <FooterLink href="/dashboard">{t("account.dashboard")}</FooterLink>
          <FooterLink href="/account/orders">{t("account.orders")}</FooterLink>
        </Column>
        <Column title={t("footer.ask")}>
          <FooterLink href="mailto:help@cedar.example">help@cedar.example</FooterLink>
          <p className="text-sm text-ink-soft">{t("footer.hours")}</p>
        </Column>
      </div>
      <div className="page">
        <div className="flex flex-wrap items-center justify-between gap-4 border-t border-line py-5">
          <p className="text-xs text-ink-faint">{t("footer.address")}</p>
          <div className="flex flex-wrap items-center gap-3">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </div>
      </div>
    </footer>
  )
}
