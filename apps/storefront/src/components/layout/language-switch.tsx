"use client"

import { useSearchParams } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { choosingLanguage, LOCALES } from "@/i18n/locales"
import { usePathname } from "@/i18n/navigation"
import { keepInput } from "@/lib/kept-input"
import { SegmentLink, Segments } from "./segments"

/**
 * Switches the language of the page, which keeps what was typed. Links that the browser follows by itself: they work without
 * script, and nothing of the other language stays in the router's cache.
 */
export const LanguageSwitch = () => {
  const t = useTranslations("common.language")
  const current = useLocale()
  const pathname = usePathname()
  const query = useSearchParams().toString()
  return (
    <Segments label={t("label")}>
      {LOCALES.map((locale) => (
        <SegmentLink
          key={locale}
          href={choosingLanguage(locale, `${pathname}${query && `?${query}`}`)}
          onClick={() => keepInput(pathname)}
          hrefLang={locale}
          lang={locale}
          isChosen={locale === current}
        >
          {t(locale)}
        </SegmentLink>
      ))}
    </Segments>
  )
}
