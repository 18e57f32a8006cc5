import type { ListedQuote } from "medusa-customer-role-storefront"
import { useNow, useTranslations } from "next-intl"
import { Money, When } from "@/components/ui/format"
import { type Column, rowTarget, Table } from "@/components/ui/table"
import { Link } from "@/i18n/navigation"
import { QUOTES_PATH } from "../ask-url"
import { quoteStateOf } from "../quote-state"
import { QuoteBadge } from "./quote-badge"

/** Quotes in a table: a row leads to its quote and says what happens next. */
export const QuoteTable = ({ quotes }: { quotes: ListedQuote[] }) => {
  const t = useTranslations("quotes")
  const now = useNow()
  const columns: Column<ListedQuote>[] = [
    {
      key: "quote",
      header: t("columns.quote"),
      className: "max-w-0 w-full py-3",
      cell: (quote) => (
        <div className="grid gap-1">
          <p>
            {/* Fetched ahead for its title, each quote of the list would cost the shop requests. */}
            <Link href={`${QUOTES_PATH}/${quote.id}`} prefetch={false} {...rowTarget}>
              {quote.number}
            </Link>
            <span className="ml-2 text-ink-faint">{t("lines", { count: quote.item_count })}</span>
          </p>
          <p className="text-ink-soft">
            <NextInShort quote={quote} now={now} />
          </p>
          <p className="sm:hidden">
            <QuoteBadge state={quoteStateOf(quote, now)} />
          </p>
        </div>
      ),
    },
    { key: "date", header: t("columns.date"), from: "md", cell: ({ created_at }) => <When at={created_at} format="short" /> },
    { key: "state", header: t("columns.state"), from: "sm", cell: (quote) => <QuoteBadge state={quoteStateOf(quote, now)} /> },
    {
      key: "total",
      header: t("columns.total"),
      kind: "number",
      className: "max-sm:align-top max-sm:pt-3",
      cell: ({ total, currency_code }) =>
        total === null ? (
          <span className="text-ink-faint">{t("onRequest")}</span>
        ) : (
          <Money amount={total} currency={currency_code} className="font-medium" />
        ),
    },
  ]
  return <Table caption={t("title")} columns={columns} rows={quotes} rowKey={({ id }) => id} />
}

const NextInShort = ({ quote, now }: { quote: ListedQuote; now: Date }) => {
  const t = useTranslations("quotes.nextShort")
  const state = quoteStateOf(quote, now)
  return t.rich(state, { date: () => <When at={quote.valid_until ?? quote.updated_at} format="short" /> })
}
