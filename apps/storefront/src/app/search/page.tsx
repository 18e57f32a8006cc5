import type { Metadata } from "next"
import Link from "next/link"
import { getTranslations } from "next-intl/server"
import { Main } from "@/components/layout/main"
import { ButtonLink, buttonClasses } from "@/components/ui/button"
import { DEPARTMENTS } from "@/modules/home/departments"

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("common.searchPage"))("title"),
  robots: { index: false },
})

export default async function SearchPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const [t, home, { q }] = await Promise.all([getTranslations("common.searchPage"), getTranslations("home"), searchParams])
  const query = (typeof q === "string" ? q : "").trim().slice(0, 200)
  const letter = new URLSearchParams({ subject: t("subject"), ...(query && { body: query }) })
  return (
    <Main className="page grid max-w-prose content-start justify-items-start gap-4 py-12 md:py-20">
      <h1 className="text-2xl font-semibold">{t("heading")}</h1>
      {query && <p className="max-w-full font-medium wrap-anywhere">{t("asked", { query })}</p>}
      <p className="text-ink-soft">{t("text")}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <a href={`mailto:help@cedar.example?${letter.toString().replaceAll("+", "%20")}`} className={buttonClasses({ variant: "primary" })}>
          {t("write")}
        </a>
        <ButtonLink href="/dashboard">{t("account")}</ButtonLink>
      </div>
      <h2 className="mt-6 font-semibold">{t("departments")}</h2>
      <ul className="flex flex-wrap gap-2">
        {DEPARTMENTS.map((department) => {
          const name = home(`departments.${department}.name`)
          return (
            <li key={department}>
              <Link prefetch={false} href={`/search?${new URLSearchParams({ q: name })}`} className={buttonClasses({ size: "small" })}>
                {name}
              </Link>
            </li>
          )
        })}
      </ul>
    </Main>
  )
}
