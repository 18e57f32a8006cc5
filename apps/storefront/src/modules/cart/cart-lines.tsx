"use client"

import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useOptimistic, useRef, useState, useTransition } from "react"
import { ActionBar, Button, ButtonLink } from "@/components/ui/button"
import { Card, CardHeader } from "@/components/ui/card"
import { Money } from "@/components/ui/format"
import { Notice } from "@/components/ui/notice"
import { QuantityField } from "@/components/ui/quantity-field"
import { Link } from "@/i18n/navigation"
import { useHydrated } from "@/lib/hooks/use-hydrated"
import type { TaxView } from "@/lib/medusa/market"
import type { Refusal } from "../account/refusals"
import { useSignedInAction } from "../account/use-signed-in-action"
import { ProductPicture } from "../catalogue/product-picture"
import { askForQuoteUrl } from "../quotes/ask-url"
import { changeLine } from "./actions"
import { MOST_UNITS } from "./quantity"
import type { ShownLine, Sums } from "./summary"
import { SumsList } from "./sums-list"

/** How long somebody types before the shop is asked, in milliseconds. */
const PAUSE = 500

type Change = { lineId: string; quantity: number }

/** The lines of the cart and what they cost. A changed quantity shows at once; the shop's own numbers follow. */
export const CartLines = ({ lines, sums, view }: { lines: ShownLine[]; sums: Sums; view: TaxView }) => {
  const t = useTranslations("cart")
  const account = useTranslations("account")
  const change = useSignedInAction(changeLine)
  const [isChanging, startChanging] = useTransition()
  const [shown, showAhead] = useOptimistic(lines, changed)
  const [refused, setRefused] = useState<{ lineId: string; refusal: Refusal }>()
  const act = (wish: Change) =>
    startChanging(async () => {
      showAhead(wish)
      setRefused(undefined)
      const outcome = await change(wish)
      if (!outcome.ok) {
        setRefused({ lineId: wish.lineId, refusal: outcome.refusal })
      }
    })
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card className="py-2 sm:py-3">
        <ul aria-label={t("lines")}>
          {shown.map((line) => (
            <li key={line.id} className="border-b border-line py-4 last:border-b-0">
              <Line line={line} view={view} currency={sums.currency} onChange={act} />
              {refused?.lineId === line.id && (
                <Notice
                  className="mt-3"
                  tone="stop"
                  live="assertive"
                  title={refused.refusal === "uncertain" ? account("uncertain") : t("notChanged")}
                >
                  {account(`refusals.${refused.refusal}`)}
                </Notice>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Card className="lg:sticky lg:top-6">
        <CardHeader title={t("summary")} />
        <SumsList sums={sums} view={view} isChanging={isChanging} />
        <ActionBar className="mt-5 sm:flex-col">
          <ButtonLink href="/checkout" variant="primary" block aria-disabled={isChanging || undefined}>
            {t("checkout")}
          </ButtonLink>
          <ButtonLink href={askForQuoteUrl("cart")} prefetch={false} block className="max-sm:hidden">
            {t("quote")}
          </ButtonLink>
        </ActionBar>
      </Card>
    </div>
  )
}

const changed = (lines: ShownLine[], { lineId, quantity }: Change): ShownLine[] =>
  quantity === 0
    ? lines.filter(({ id }) => id !== lineId)
    : lines.map((line) =>
        line.id === lineId
          ? { ...line, quantity, total: { withTax: line.unit.withTax * quantity, withoutTax: line.unit.withoutTax * quantity } }
          : line
      )

const Line = ({
  line,
  view,
  currency,
  onChange,
}: {
  line: ShownLine
  view: TaxView
  currency: string
  onChange: (change: Change) => void
}) => {
  const t = useTranslations("cart")
  const price = useTranslations("common.price")
  // What is typed counts until the line itself has changed.
  const [draft, setDraft] = useState<{ quantity: number | null; before: number }>()
  const isHydrated = useHydrated()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const value = draft?.before === line.quantity ? draft.quantity : line.quantity
  const type = (quantity: number | null) => {
    clearTimeout(timer.current)
    setDraft({ quantity, before: line.quantity })
    if (quantity !== null && quantity !== line.quantity) {
      timer.current = setTimeout(() => onChange({ lineId: line.id, quantity }), PAUSE)
    }
  }
  return (
    <div className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] gap-x-4 gap-y-3">
      <span className="row-span-2 grid size-18 place-items-center rounded-control bg-sunken">
        <ProductPicture handle={line.handle} className="size-14" />
      </span>
      <div className="grid content-start gap-0.5">
        <Link href={`/products/${line.handle}`} className="font-medium hover:underline">
          {line.title}
        </Link>
        <p className="text-sm text-ink-soft">{line.detail}</p>
        <p className="text-sm text-ink-soft">
          <Money amount={line.unit[view]} currency={currency} /> {t("each")}
        </p>
      </div>
      <div className="num">
        <Money amount={line.total[view]} currency={currency} className="font-medium" />
        <p className="text-xs text-ink-faint">{price(view)}</p>
      </div>
      <div className="col-start-2 col-end-4 flex items-center justify-between gap-3">
        <QuantityField
          label={t("quantityOf", { title: line.title })}
          isLabelHidden
          fewer={t("fewer", { title: line.title })}
          more={t("more", { title: line.title })}
          value={value}
          most={MOST_UNITS}
          onChange={type}
        />
        <Button
          size="small"
          variant="quiet"
          disabled={!isHydrated}
          aria-label={t("removeOne", { title: line.title })}
          onClick={() => onChange({ lineId: line.id, quantity: 0 })}
        >
          <Trash2 aria-hidden />
          <span className="max-sm:hidden">{t("remove")}</span>
        </Button>
      </div>
    </div>
  )
}
