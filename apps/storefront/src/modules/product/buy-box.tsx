"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { toast } from "sonner"
import { ActionBar, Button, ButtonLink } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { Notice } from "@/components/ui/notice"
import { QuantityField } from "@/components/ui/quantity-field"
import { useRouter } from "@/i18n/navigation"
import { useHydrated } from "@/lib/hooks/use-hydrated"
import { useKeptInput } from "@/lib/hooks/use-kept-input"
import type { TaxView } from "@/lib/medusa/market"
import type { Refusal } from "../account/refusals"
import { useSignedInAction } from "../account/use-signed-in-action"
import { addToCart } from "../cart/actions"
import { MOST_UNITS } from "../cart/quantity"
import { PriceTag } from "../catalogue/price-tag"
import { askForQuoteUrl } from "../quotes/ask-url"
import { StockLine } from "../catalogue/stock-line"
import type { Variant } from "../catalogue/types"
import { TierTable } from "./tier-table"
import { type Tier, tierAt } from "./tiers"

type BuyableVariant = Variant & { tiers: Tier[] }

/** Where one chooses a variant and a quantity, sees what that costs, and buys it or asks for a quote. */
export const BuyBox = ({
  title,
  option,
  variants,
  view,
  sku,
}: {
  title: string
  /** In what the variants differ, such as "Size". */
  option: string
  variants: BuyableVariant[]
  view: TaxView
  /** The variant that the address names. */
  sku: string | undefined
}) => {
  const t = useTranslations("product")
  const account = useTranslations("account")
  const router = useRouter()
  const add = useSignedInAction(addToCart)
  const [chosen, setChosen] = useState(
    () => (variants.find((one) => one.sku === sku) ?? variants.find(({ stock }) => stock.state !== "out") ?? variants[0])?.id
  )
  const [quantity, setQuantity] = useState<number | null>(1)
  useKeptInput(
    "quantity",
    () => ({ quantity: String(quantity ?? "") }),
    (kept) => setQuantity(Number(kept.quantity) || null)
  )
  const isHydrated = useHydrated()
  const [isAdding, setIsAdding] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const variant = variants.find(({ id }) => id === chosen)
  if (!variant) {
    return null
  }
  const { price, stock, tiers } = variant
  const units = quantity ?? 1
  const tier = tierAt(tiers, units)
  const left = stock.count
  const isShort = left !== null && units > left
  const isOut = stock.state === "out"
  const quoteUrl = askForQuoteUrl([{ sku: variant.sku, quantity: units }])
  const choose = ({ id, sku: its }: BuyableVariant) => {
    setChosen(id)
    setRefusal(undefined)
    window.history.replaceState(null, "", `?${new URLSearchParams({ sku: its })}`)
  }
  const buy = async () => {
    setIsAdding(true)
    setRefusal(undefined)
    const outcome = await add({ variantId: variant.id, quantity: units })
    setIsAdding(false)
    if (outcome.ok) {
      toast.success(t("added", { count: units, title }), { action: { label: t("toCart"), onClick: () => router.push("/cart") } })
    } else {
      setRefusal(outcome.refusal)
    }
  }
  return (
    <div className="grid gap-5">
      {variants.length > 1 && (
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{option}</legend>
          <div className="flex flex-wrap gap-2">
            {variants.map((one) => (
              <label
                key={one.id}
                className={cn(
                  "flex min-h-11 min-w-14 cursor-pointer items-center justify-center rounded-control border border-line-control bg-surface px-4 text-sm hover:border-ink-soft",
                  "has-checked:border-go has-checked:bg-go-soft has-checked:font-medium has-checked:text-go has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ask",
                  one.stock.state === "out" && "border-dashed text-ink-faint line-through"
                )}
              >
                <input
                  type="radio"
                  name="variant"
                  value={one.id}
                  checked={one.id === chosen}
                  onChange={() => choose(one)}
                  className="sr-only"
                />
                {one.title}
                {one.stock.state === "out" && <span className="sr-only"> {t("soldOut")}</span>}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="grid gap-2" aria-live="polite">
        {price ? (
          <PriceTag price={tier ? { ...price, withTax: tier.withTax, withoutTax: tier.withoutTax } : price} view={view} isLarge />
        ) : (
          <p className="text-ink-soft">{t("onRequest")}</p>
        )}
        <StockLine stock={stock} />
      </div>
      {price && tiers.length > 1 && <TierTable tiers={tiers} quantity={units} currency={price.currency} view={view} />}
      {isShort && left !== null && left > 0 && (
        <Notice
          tone="wait"
          live="polite"
          title={t("onlyLeft", { count: left })}
          action={
            <Button size="small" onClick={() => setQuantity(left)}>
              {t("takeLeft", { count: left })}
            </Button>
          }
        >
          {t("onlyLeftText")}
        </Notice>
      )}
      {isOut && <p className="text-sm text-ink-soft">{t("outText")}</p>}
      {refusal && (
        <Notice tone="stop" live="assertive" title={refusal === "uncertain" ? account("uncertain") : t("notAdded")}>
          {account(`refusals.${refusal}`)}
        </Notice>
      )}
      <ActionBar className="-mx-4 mt-0 flex-row items-end px-4 sm:mx-0 sm:flex-row sm:justify-start sm:px-0">
        {!isOut && price && (
          <>
            <QuantityField
              label={t("quantity")}
              fewer={t("fewer")}
              more={t("more")}
              value={quantity}
              most={MOST_UNITS}
              onChange={setQuantity}
            />
            <Button variant="primary" busy={isAdding} disabled={!isHydrated || isShort} onClick={buy} className="flex-1">
              {t("add")}
            </Button>
          </>
        )}
        <AskForQuote href={quoteUrl} isMain={isOut} className={isOut ? "flex-1" : "max-sm:hidden"} />
      </ActionBar>
      {!isOut && <AskForQuote href={quoteUrl} className="sm:hidden" />}
      <p className="text-xs text-ink-faint">{t("sku", { sku: variant.sku })}</p>
    </div>
  )
}

const AskForQuote = ({ href, isMain = false, className }: { href: string; isMain?: boolean; className?: string | undefined }) => {
  const t = useTranslations("product")
  return (
    <ButtonLink href={href} prefetch={false} variant={isMain ? "primary" : "outline"} className={className}>
      {t("quote")}
    </ButtonLink>
  )
}
