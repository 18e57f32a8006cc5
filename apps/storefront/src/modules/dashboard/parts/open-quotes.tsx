import { useTranslations } from "next-intl"
import { getTranslations } from "next-intl/server"
import type { ListedQuote } from "medusa-customer-role-storefront"
import { Badge } from "@/components/ui/badge"
import { Card, CardHeader } from "@/components/ui/card"
import { Money, When } from "@/components/ui/format"
import { Link } from "@/i18n/navigation"
import { SectionError } from "@/modules/account/section-error"
import { QUOTES_PATH } from "@/modules/quotes/ask-url"
import { openQuotes } from "../data"

/** How many quotes the card shows. */
const SHOWN = 4

/** Quotes that wait for an answer, of the customer or of the shop. */
export const OpenQuotes = async () => {
  const t = await getTranslations("dashboard.quotes")
  const quotes = await openQuotes()
  return (
    <Card>
      <CardHeader title={t("title")} className="mb-2" />
      {quotes === null ? (
        <SectionError />
      ) : quotes.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("none")}</p>
      ) : (
        <ul className="-mb-2">
          {quotes.slice(0, SHOWN).map((quote) => (
            <QuoteRow key={quote.id} quote={quote} />
          ))}
        </ul>
      )}
      {quotes && quotes.length > SHOWN && (
        <p className="mt-3 text-sm">
          <Link href={QUOTES_PATH} className="link">
            {t("more", { count: quotes.length - SHOWN })}
          </Link>
        </p>
      )}
    </Card>
  )
}

const QuoteRow = ({ quote }: { quote: ListedQuote }) => {
  const t = useTranslations("dashboard.quotes")
  const isOffer = quote.status === "sent"
  return (
    <li className="relative -mx-2 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 rounded-control border-b border-line px-2 py-3 text-sm last:border-b-0 hover:bg-sunken">
      <div className="grid min-w-0 gap-0.5">
        <Link
          href={`${QUOTES_PATH}/${quote.id}`}
          prefetch={false}
          className="font-medium after:absolute after:inset-0 after:rounded-control"
        >
          {quote.number}
        </Link>
        <span className="text-xs text-ink-faint">
          {isOffer && quote.valid_until
            ? t.rich("validUntil", { date: () => <When at={quote.valid_until ?? ""} format="short" /> })
            : t.rich("askedOn", { date: () => <When at={quote.created_at} format="short" /> })}
        </span>
      </div>
      <div className="grid justify-items-end gap-1">
        <Badge tone={isOffer ? "ask" : "wait"}>{t(isOffer ? "yourTurn" : "ourTurn")}</Badge>
        {quote.total !== null && <Money amount={quote.total} currency={quote.currency_code} className="text-ink-soft" />}
      </div>
    </li>
  )
}
