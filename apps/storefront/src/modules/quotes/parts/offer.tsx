"use client"

import type { Quote, QuoteItem } from "medusa-customer-role-storefront"
import { FileText } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { buttonClasses } from "@/components/ui/button"
import { Card, CardHeader } from "@/components/ui/card"
import { Money } from "@/components/ui/format"
import { type Column, Table } from "@/components/ui/table"
import { inLanguage } from "@/i18n/locales"
import { QUOTES_PATH } from "../ask-url"

/** Returns the name of a line's product. */
export const titleOf = ({ title, variant_title }: Pick<QuoteItem, "title" | "variant_title">): string =>
  [title, variant_title].filter(Boolean).join(" · ")

/** The offer that the customer has, or what they have asked for, line by line: list price, offered price, wish. */
export const Offer = ({ quote }: { quote: Quote }) => {
  const t = useTranslations("quotes")
  const locale = useLocale()
  const currency = quote.currency_code
  const title = quote.revision === 0 ? t("offer.request") : t("offer.title", { revision: quote.revision })
  const columns: Column<QuoteItem>[] = [
    {
      key: "article",
      header: t("columns.article"),
      className: "max-w-0 w-full py-3",
      cell: (item) => (
        <div className="grid gap-0.5">
          <p className="font-medium">{titleOf(item)}</p>
          <p className="text-ink-soft">
            {item.sku}
            <span className="sm:hidden">
              {" "}
              · {item.quantity} × <Price item={item} currency={currency} />
            </span>
          </p>
          {item.target_unit_price !== null && (
            <p className="text-xs text-ask">
              {t("offer.target")} <Money amount={item.target_unit_price} currency={currency} />
            </p>
          )}
          {item.note && <p className="text-xs text-ink-soft">{t("offer.note", { note: item.note })}</p>}
        </div>
      ),
    },
    { key: "quantity", header: t("columns.quantity"), kind: "number", from: "sm", cell: ({ quantity }) => quantity },
    { key: "price", header: t("columns.price"), kind: "number", from: "sm", cell: (item) => <Price item={item} currency={currency} /> },
    {
      key: "total",
      header: t("columns.lineTotal"),
      kind: "number",
      className: "max-sm:align-top max-sm:pt-3",
      cell: ({ unit_price, quantity }) =>
        unit_price === null ? <OnRequest /> : <Money amount={unit_price * quantity} currency={currency} className="font-medium" />,
    },
  ]
  const isGross = quote.items.every(({ is_tax_inclusive }) => is_tax_inclusive)
  return (
    <Card>
      <CardHeader
        title={title}
        className="mb-2"
        action={
          // Not a page of the app: the browser opens it in a tab of its own.
          <a
            className={buttonClasses({ size: "small" })}
            href={inLanguage(locale, `${QUOTES_PATH}/${quote.id}/pdf`)}
            target="_blank"
            rel="noreferrer"
          >
            <FileText aria-hidden />
            {t("offer.pdf")}
          </a>
        }
      />
      <Table caption={title} columns={columns} rows={quote.items} rowKey={({ id }) => id} />
      <div className="mt-4 flex items-baseline justify-between gap-4 border-t border-line-strong pt-4">
        <span className="font-semibold">{t("offer.total")}</span>
        <span className="text-lg font-semibold">
          {quote.total === null ? <OnRequest /> : <Money amount={quote.total} currency={currency} />}
        </span>
      </div>
      <p className="mt-1 text-right text-xs text-ink-faint">{t(isGross ? "offer.tax.with" : "offer.tax.without")}</p>
    </Card>
  )
}

const OnRequest = () => <span className="text-ink-faint">{useTranslations("quotes")("onRequest")}</span>

const Price = ({ item: { unit_price, list_unit_price }, currency }: { item: QuoteItem; currency: string }) => {
  const t = useTranslations("quotes")
  if (unit_price === null) {
    return <OnRequest />
  }
  const isLower = list_unit_price !== null && unit_price < list_unit_price
  return (
    <>
      {isLower && (
        <s className="mr-1.5 text-ink-faint">
          <span className="sr-only">{t("offer.listPrice")} </span>
          <Money amount={list_unit_price} currency={currency} />
        </s>
      )}
      <Money amount={unit_price} currency={currency} className={isLower ? "font-medium text-go" : undefined} />
    </>
  )
}
