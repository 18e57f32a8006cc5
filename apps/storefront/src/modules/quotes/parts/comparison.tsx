"use client"

import type { Quote, QuoteComparison } from "medusa-customer-role-storefront"
import { ArrowRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useState } from "react"
import { Badge } from "@/components/ui/badge"
import { Card, CardHeader } from "@/components/ui/card"
import { Money } from "@/components/ui/format"
import { Select } from "@/components/ui/input"
import { Skeleton } from "@/components/ui/skeleton"
import { useShop } from "@/lib/hooks/use-shop"
import { titleOf } from "./offer"

/** Two revisions of a quote side by side: what differs, before and after. */
export const Comparison = ({ quote }: { quote: Quote }) => {
  const t = useTranslations("quotes.compare")
  const shop = useShop()
  const { id, revision } = quote
  const [pair, setPair] = useState<[number, number]>([Math.max(0, revision - 1), revision])
  const [read, setRead] = useState<{ key: string; comparison?: QuoteComparison }>()
  const [from, to] = pair
  const key = `${from},${to}`
  useEffect(() => {
    let isCurrent = true
    shop.quotes.retrieve(id, { compare: [from, to] }).then(
      ({ comparison }) => isCurrent && setRead({ key, comparison }),
      () => isCurrent && setRead({ key })
    )
    return () => {
      isCurrent = false
    }
  }, [shop, id, from, to, key])
  const revisions = Array.from({ length: revision + 1 }, (_, at) => at)
  const nameOf = (one: number) => (one === 0 ? t("request") : t("revision", { revision: one }))
  const choice = (label: string, value: number, other: number, choose: (one: number) => void) => (
    <label className="grid min-w-0 flex-1 gap-1 text-xs text-ink-soft">
      {label}
      <Select value={value} onChange={({ target }) => choose(Number(target.value))}>
        {revisions
          .filter((one) => one !== other)
          .map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
      </Select>
    </label>
  )
  return (
    <Card>
      <CardHeader title={t("title")} />
      <div className="mb-4 flex items-end gap-3">
        {choice(t("from"), from, to, (one) => setPair([one, to]))}
        <ArrowRight aria-hidden className="mb-3 size-4.5 shrink-0 text-ink-faint" />
        {choice(t("to"), to, from, (one) => setPair([from, one]))}
      </div>
      {read?.key !== key ? (
        <Skeleton className="h-20" />
      ) : read.comparison ? (
        <Differences comparison={read.comparison} />
      ) : (
        <p role="alert" className="text-sm text-stop">
          {t("failed")}
        </p>
      )}
    </Card>
  )
}

const Differences = ({ comparison }: { comparison: QuoteComparison }) => {
  const t = useTranslations("quotes.compare")
  const tc = useTranslations("quotes.columns")
  const { changed, added, removed, total, currency_code } = comparison
  const price = (amount: number | null): ReactNode => (amount === null ? "–" : <Money amount={amount} currency={currency_code} />)
  if (changed.length + added.length + removed.length === 0 && total[0] === total[1]) {
    return <p className="text-sm text-ink-soft">{t("same")}</p>
  }
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr className="border-b border-line text-xs text-ink-faint">
          <th scope="col" className="py-2 text-left font-medium">
            {tc("article")}
          </th>
          <th scope="col" className="num py-2 pl-3 font-medium">
            {t("from")}
          </th>
          <th scope="col" className="num py-2 pl-3 font-medium">
            {t("to")}
          </th>
        </tr>
      </thead>
      <tbody>
        {changed.flatMap((line) => [
          line.quantity && <Row key={`${line.id}.q`} title={line.title} what={tc("quantity")} pair={line.quantity} />,
          line.unit_price && (
            <Row
              key={`${line.id}.p`}
              title={line.title}
              what={t("unitPrice")}
              pair={[price(line.unit_price[0]), price(line.unit_price[1])]}
            />
          ),
          line.note && <Row key={`${line.id}.n`} title={line.title} what={t("note")} pair={[line.note[0] ?? "–", line.note[1] ?? "–"]} />,
        ])}
        {[...added.map((line) => ({ line, isNew: true })), ...removed.map((line) => ({ line, isNew: false }))].map(({ line, isNew }) => {
          const cell = (
            <>
              {line.quantity} × {price(line.unit_price)}
            </>
          )
          return (
            <Row
              key={line.id}
              title={titleOf(line)}
              what={<Badge tone={isNew ? "go" : "calm"}>{t(isNew ? "added" : "removed")}</Badge>}
              pair={isNew ? ["–", cell] : [cell, "–"]}
            />
          )
        })}
        <tr className="font-semibold">
          <th scope="row" className="py-3 text-left">
            {tc("lineTotal")}
          </th>
          <td className="num py-3 pl-3">{price(total[0])}</td>
          <td className="num py-3 pl-3">{price(total[1])}</td>
        </tr>
      </tbody>
    </table>
  )
}

const Row = ({ title, what, pair: [before, after] }: { title: string; what: ReactNode; pair: [ReactNode, ReactNode] }) => (
  <tr className="border-b border-line align-top">
    <th scope="row" className="py-2.5 text-left font-normal">
      <span className="block font-medium">{title}</span>
      <span className="text-xs text-ink-soft">{what}</span>
    </th>
    <td className="num py-2.5 pl-3 text-ink-soft">{before}</td>
    <td className="num py-2.5 pl-3 font-medium">{after}</td>
  </tr>
)
