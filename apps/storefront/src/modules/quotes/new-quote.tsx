"use client"

import type { QuoteLineInput } from "medusa-customer-role-storefront"
import { type CheckedRow, type QuickOrder, useQuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useMemo, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { Money, When } from "@/components/ui/format"
import { Input, TextArea } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { useRouter } from "@/i18n/navigation"
import { useKeptInput } from "@/lib/hooks/use-kept-input"
import { useShop } from "@/lib/hooks/use-shop"
import { lineProblemOf } from "../quick-order/line-problem"
import { AddRow } from "../quick-order/parts/add-row"
import { ArticleInput } from "../quick-order/parts/article-input"
import { cellName, focusCell } from "../quick-order/parts/order-row"
import { quickOrderKey } from "../quick-order/storage-key"
import { amountOf } from "./amount"
import { QUOTES_PATH } from "./ask-url"
import { inputOfRows, type KeptRow, rowsOfInput, type Wish } from "./kept-rows"
import { useQuoteRefusal } from "./use-quote-refusal"

/** Stock and the rules for quantities do not count for a quote. */
const COUNTS: ReadonlySet<string> = new Set(["unknown_sku", "not_for_sale", "invalid_quantity"])

/** How many rows can have a wish of their own. The others go along as they are. */
const SHOWN = 100

/** The form that asks for a quote, for some lines, the quick order or the cart. */
export const NewQuote = ({
  customerId,
  lines,
  from,
  cart,
  addressId,
  country,
  due,
}: {
  customerId: string
  lines: { sku: string; quantity: string }[]
  from: "lines" | "quick-order" | "cart"
  cart: { id: string; lineCount: number } | null
  addressId: string | undefined
  country: string
  /** When the shop has answered. */
  due: string
}) => {
  const t = useTranslations("quotes.new")
  const router = useRouter()
  const shop = useShop()
  const refusalText = useQuoteRefusal()
  const destination = useMemo(
    () => (addressId ? { shipping_address_id: addressId } : { shipping_address: { country_code: country } }),
    [addressId, country]
  )
  const order = useQuickOrder({ shop, destination, ...(from === "quick-order" ? { storageKey: quickOrderKey(customerId) } : {}) })
  const [wishes, setWishes] = useState<Record<string, Wish>>({})
  const [message, setMessage] = useState("")
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState<unknown>()
  const [key] = useState(() => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join(""))
  const hasBegun = useRef(false)
  const kept = useRef<KeptRow[]>(undefined)
  const { isReady, add } = order
  const rows = order.rows.filter(({ isBlank }) => !isBlank)
  useKeptInput(
    "new-quote",
    () => ({ message, ...inputOfRows(rows.map(({ id, sku, quantity }) => ({ id, sku, quantity, wish: wishes[id] ?? {} }))) }),
    (input) => {
      setMessage(String(input.message))
      kept.current = rowsOfInput(input)
    }
  )
  useEffect(() => {
    if (isReady && !hasBegun.current) {
      hasBegun.current = true
      const before = kept.current ?? []
      const first = from === "lines" && before.length > 0 ? before : lines
      const ids = first.length > 0 ? add(...first.map(({ sku, quantity }) => ({ sku, quantity }))) : []
      // The rows of a quick order are kept with their ids.
      setWishes(Object.fromEntries(before.map(({ id, wish }, at) => [from === "lines" ? (ids[at] ?? id) : id, wish])))
    }
  }, [isReady, add, from, lines])
  const badCount = rows.filter(({ id, errors }) => errors.some(({ code }) => COUNTS.has(code)) || isBadTarget(wishes[id]?.target)).length
  const whyNot = cart ? undefined : rows.length === 0 ? t("empty") : badCount > 0 ? t("bad", { count: badCount }) : undefined

  const send = async () => {
    setIsSending(true)
    setError(undefined)
    const note = message.trim() ? { message: message.trim() } : {}
    try {
      const { quote } = await shop.quotes.request(
        cart ? { cart_id: cart.id, ...note } : { items: rows.map((row) => lineOf(row, wishes[row.id])), ...note },
        {
          // One form asks once, whatever is lost on the way. Other content takes another key.
          idempotencyKey: `${key}-${digestOf(JSON.stringify([cart?.id, rows.map(({ id, sku, quantity }) => [sku, quantity, wishes[id]]), message]))}`,
        }
      )
      if (from === "quick-order") {
        order.clear()
      }
      router.push(`${QUOTES_PATH}/${quote.id}`)
    } catch (failure) {
      setError(failure)
      setIsSending(false)
    }
  }
  const setWish = (id: string, wish: Wish) => setWishes((before) => ({ ...before, [id]: { ...before[id], ...wish } }))
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 gap-6">
        {from === "cart" && <Notice tone={cart ? "go" : "ask"} title={cart ? t("fromCart", { count: cart.lineCount }) : t("cartEmpty")} />}
        {!cart && (
          <Card className="p-0 sm:p-0">
            <ul>
              {rows.slice(0, SHOWN).map((row, at) => (
                <Line key={row.id} row={row} position={at + 1} wish={wishes[row.id] ?? {}} setWish={setWish} order={order} />
              ))}
            </ul>
            {rows.length > SHOWN && <p className="border-b border-line px-5 py-3 text-sm text-ink-soft">+ {rows.length - SHOWN}</p>}
            <AddRow add={add} />
          </Card>
        )}
        <Card>
          <Field label={t("message")} hint={t("messageHint")}>
            <TextArea value={message} maxLength={5000} onChange={({ target }) => setMessage(target.value)} />
          </Field>
        </Card>
      </div>
      <Card className="grid gap-4 lg:sticky lg:top-6">
        <div>
          <h2 className="text-lg font-semibold">{t("whatNext")}</h2>
          <p className="mt-1 text-sm text-ink-soft">{t.rich("whatNextText", { date: () => <When at={due} format="date" /> })}</p>
        </div>
        {error !== undefined && (
          <Notice tone="stop" live="assertive" title={t("failed")}>
            {refusalText(error)}
          </Notice>
        )}
        <Button
          variant="primary"
          block
          busy={isSending}
          disabled={whyNot !== undefined}
          onClick={() => void send()}
          aria-describedby="why-not"
        >
          {t("send")}
        </Button>
        <p id="why-not" className="text-center text-xs text-ink-soft empty:hidden">
          {whyNot}
        </p>
      </Card>
    </div>
  )
}

const Line = ({
  row,
  position,
  wish,
  setWish,
  order,
}: {
  row: CheckedRow
  position: number
  wish: Wish
  setWish: (id: string, wish: Wish) => void
  order: QuickOrder
}) => {
  const t = useTranslations("quotes.new")
  const tq = useTranslations("quickOrder")
  const { id, sku, quantity, line } = row
  const error = row.errors.find(({ code }) => COUNTS.has(code))
  const problem = error && lineProblemOf(error, quantity)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_2.75rem] gap-x-2 border-b border-line px-3 py-4 sm:px-4">
      <div className="grid min-w-0 grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_6rem_8rem]">
        <div className="min-w-0 max-sm:col-span-2" {...cellName(id, "article")}>
          <ArticleInput
            value={sku}
            label={tq("articleOf", { row: position })}
            isInvalid={error?.code === "unknown_sku"}
            onText={(text) => order.change(id, { sku: text })}
            onTake={(article) => {
              order.change(id, { sku: article.sku })
              focusCell(id, "quantity")
            }}
          />
          <div className="px-2.5 text-sm text-ink-soft">
            {line?.title && <p>{[line.title, line.variant_title].filter(Boolean).join(" · ")}</p>}
            {typeof line?.unit_price === "number" && (
              <p className="text-xs text-ink-faint">
                {t("listTotal")}: <Money amount={line.unit_price} currency={order.totals?.currency_code ?? "eur"} />
              </p>
            )}
            {problem && (
              <div className="flex flex-wrap items-center gap-2">
                <p className="font-medium text-stop">{tq(`problems.${problem.key}`, { count: problem.count })}</p>
                {error.suggestions?.slice(0, 3).map((suggestion) => (
                  <Button key={suggestion} size="small" onClick={() => order.change(id, { sku: suggestion })}>
                    {suggestion}
                  </Button>
                ))}
              </div>
            )}
          </div>
        </div>
        <Field label={tq("columns.quantity")}>
          <Input
            {...cellName(id, "quantity")}
            aria-invalid={error?.code === "invalid_quantity" || undefined}
            inputMode="numeric"
            className="num"
            value={quantity}
            maxLength={20}
            onChange={({ target }) => order.change(id, { quantity: target.value })}
          />
        </Field>
        <Field label={t("target")} error={isBadTarget(wish.target) && t("badTarget")}>
          <Input
            inputMode="decimal"
            className="num"
            placeholder={t("targetHint")}
            value={wish.target ?? ""}
            maxLength={20}
            onChange={({ target }) => setWish(id, { target: target.value })}
          />
        </Field>
        <input
          aria-label={t("noteOf", { row: position })}
          placeholder={t("note")}
          value={wish.note ?? ""}
          maxLength={1000}
          onChange={({ target }) => setWish(id, { note: target.value })}
          className="col-span-full h-11 w-full rounded-control border border-line bg-transparent px-2.5 text-base hover:border-line-control focus-visible:border-ask focus-visible:outline-offset-0 sm:text-sm"
        />
      </div>
      <button
        type="button"
        aria-label={tq("removeRow", { row: position })}
        onClick={() => order.remove(id)}
        className="grid size-11 place-items-center rounded-control text-ink-faint hover:bg-sunken hover:text-stop"
      >
        <Trash2 aria-hidden className="size-4.5" />
      </button>
    </li>
  )
}

const isBadTarget = (target = ""): boolean => target.trim() !== "" && amountOf(target) === undefined

const lineOf = ({ sku, variantId, quantity }: CheckedRow, { target = "", note = "" }: Wish = {}): QuoteLineInput => {
  const amount = amountOf(target)
  return {
    ...(sku.trim() || variantId === undefined ? { sku: sku.trim() } : { variant_id: variantId }),
    quantity: Number(quantity),
    ...(amount === undefined ? {} : { target_unit_price: amount }),
    ...(note.trim() ? { note: note.trim() } : {}),
  }
}

/** A short digest of what the form holds. */
const digestOf = (text: string): string => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
