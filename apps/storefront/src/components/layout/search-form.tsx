import { Search } from "lucide-react"
import Form from "next/form"
import { getLocale, getTranslations } from "next-intl/server"
import { cn } from "@/components/ui/cn"
import { inLanguage } from "@/i18n/locales"
import { CATALOGUE_PATH } from "@/modules/catalogue/filters"

/** The search of the header. Works without script: the browser asks for `/search?q=…`. */
export const SearchForm = async ({ className, query }: { className?: string; query?: string }) => {
  const t = await getTranslations("common.search")
  return (
    <Form action={inLanguage(await getLocale(), CATALOGUE_PATH)} role="search" className={cn("relative", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-ink-faint" />
      <input
        type="search"
        name="q"
        defaultValue={query}
        enterKeyHint="search"
        autoComplete="off"
        maxLength={200}
        aria-label={t("label")}
        placeholder={t("placeholder")}
        className="h-11 w-full rounded-full border border-line-control bg-canvas pr-4 pl-11 text-base hover:border-ink-soft focus-visible:border-ask focus-visible:outline-offset-0 sm:text-sm"
      />
    </Form>
  )
}
