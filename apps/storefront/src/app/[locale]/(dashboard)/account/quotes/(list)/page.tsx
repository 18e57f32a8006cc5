import { FileText } from "lucide-react"
import type { QuoteStatus } from "medusa-customer-role-storefront"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Denied } from "@/components/guards/denied"
import { ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { cn } from "@/components/ui/cn"
import { EmptyState } from "@/components/ui/empty-state"
import { Link } from "@/i18n/navigation"
import { redirectTo } from "@/i18n/redirect-to"
import { shopOfVisitor } from "@/lib/medusa/client"
import { knownRole } from "@/modules/account/known-role"
import { PageHeading } from "@/modules/account/page-heading"
import { QUOTES_PATH } from "@/modules/quotes/ask-url"
import { QuoteTable } from "@/modules/quotes/parts/quote-table"

/** Quotes on a page. */
const PAGE = 10

/** The states to look for, in the order of their tabs. */
const TABS = ["sent", "requested", "accepted", "expired"] as const satisfies QuoteStatus[]

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("quotes"))("title") })

type Props = { searchParams: Promise<{ page?: string | string[]; status?: string | string[] }> }

export default async function QuotesPage({ searchParams }: Props) {
  const role = await knownRole()
  const t = await getTranslations("quotes")
  const { page: askedPage, status: askedStatus } = await searchParams
  const asked = Number(askedPage)
  const page = Number.isSafeInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1
  const status = TABS.find((tab) => tab === askedStatus)
  const { quotes } = await shopOfVisitor()
  const { quotes: shown, count } = await quotes.list({ ...(status && { status }), limit: PAGE, offset: (page - 1) * PAGE })
  const pages = Math.max(1, Math.ceil(count / PAGE))
  const urlOf = (next: { status?: string; page?: number }) => {
    const query = new URLSearchParams({
      ...(next.status && { status: next.status }),
      ...((next.page ?? 1) > 1 && { page: String(next.page) }),
    })
    return query.size > 0 ? `${QUOTES_PATH}?${query}` : QUOTES_PATH
  }
  if (page > pages) {
    return redirectTo(urlOf({ status, page: pages }))
  }
  const canAsk = role.access.quotes.allowed
  return (
    <>
      <PageHeading
        title={t("title")}
        action={
          canAsk && (
            <ButtonLink href={`${QUOTES_PATH}/new`} variant="primary">
              {t("ask")}
            </ButtonLink>
          )
        }
      >
        {t("intro")}
      </PageHeading>
      {!role.access.quotes.allowed && (
        <div className="mb-6">
          <Denied denial={role.access.quotes.code} />
        </div>
      )}
      <nav aria-label={t("filter")} className="mb-4 flex flex-wrap gap-1">
        {[undefined, ...TABS].map((tab) => (
          <Link
            key={tab ?? "all"}
            href={urlOf({ status: tab })}
            aria-current={tab === status ? "page" : undefined}
            className={cn(
              "flex min-h-11 items-center rounded-full px-4 text-sm text-ink-soft hover:bg-sunken hover:text-ink",
              tab === status && "bg-sunken font-medium text-ink"
            )}
          >
            {t(`tabs.${tab ?? "all"}`)}
          </Link>
        ))}
      </nav>
      <Card className="py-2 sm:py-3">
        {shown.length > 0 ? (
          <QuoteTable quotes={shown} />
        ) : (
          <EmptyState
            icon={<FileText />}
            title={t(status ? "noneOfState" : "none.title")}
            action={!status && canAsk && <ButtonLink href={`${QUOTES_PATH}/new`}>{t("ask")}</ButtonLink>}
          >
            {!status && t("none.text")}
          </EmptyState>
        )}
      </Card>
      {pages > 1 && (
        <nav aria-label={t("pages")} className="mt-5 flex items-center justify-between gap-4 text-sm">
          {page > 1 ? <ButtonLink href={urlOf({ status, page: page - 1 })}>{t("newer")}</ButtonLink> : <span />}
          <span className="text-ink-soft">{t("page", { page, pages })}</span>
          {page < pages ? <ButtonLink href={urlOf({ status, page: page + 1 })}>{t("older")}</ButtonLink> : <span />}
        </nav>
      )}
    </>
  )
}
