import { XMarkMini } from "@medusajs/icons"
import { Badge, Container, Heading, IconButton, Text, toast } from "@medusajs/ui"
import type { CSSProperties } from "react"
import type { AdminQuote, QuoteItem } from "../../../../api/quote-types"
import { useText } from "../../../../i18n/use-text"
import { discountOf, priceDigits, totalOf } from "../../../../quotes/amounts"
import { draftDifference, isOpen, type LineChange, lineName, linesOf } from "../../../../quotes/draft"
import { NumberCell } from "../../../../quotes/number-cell"
import { VariantSearch } from "../../../../quotes/variant-search"
import { currencyDigits, formatMoney, formatNumber, formatPercent } from "../../../../shell/format"
import type { Draft } from "../use-draft"
import { DiscountOnAll } from "./discount-on-all"
import { LineNote } from "./line-note"

/** Fits beside the second column in a window of 1,280 pixels. */
const COLUMNS: CSSProperties = { gridTemplateColumns: "minmax(0, 1fr) 72px 92px 64px 92px 28px" }

const WHOLE_ROW: CSSProperties = { gridColumn: "1 / -1" }

const MOST_PIECES = 1_000_000

/** The lines of the draft, edited in place, with the totals that follow from them. */
export const LinesSection = ({ draft, canEdit }: { draft: Draft; canEdit: boolean }) => {
  const { text } = useText()
  const quote = { ...draft.quote, ...linesOf(draft.quote) }
  return (
    <Container className="divide-y divide-dashed p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text(isOpen(quote) ? "quotes.detail.draft" : "quotes.detail.linesTitle")}</Heading>
        {canEdit && (
          <div className="flex items-center gap-x-3">
            <SaveState state={draft.state} />
            <DiscountOnAll draft={draft} />
          </div>
        )}
      </div>
      <div>
        <div className="txt-compact-small-plus text-ui-fg-subtle grid items-center gap-x-2 px-6 py-2" style={COLUMNS} aria-hidden>
          <span>{text("quotes.detail.product")}</span>
          <span className="text-right">{text("quotes.detail.quantity")}</span>
          <span className="text-right">{text("quotes.detail.unitPrice")}</span>
          <span className="text-right">{text("quotes.detail.discount")}</span>
          <span className="text-right">{text("quotes.detail.total")}</span>
        </div>
        <ul className="divide-y divide-dashed border-t border-dashed" aria-label={text("quotes.detail.linesTitle")}>
          {quote.items.map((item) => (
            <Line key={item.id} item={item} draft={draft} canEdit={canEdit} />
          ))}
        </ul>
        {quote.items.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-6 text-center">
            {text("quotes.detail.noLines")}
          </Text>
        )}
      </div>
      {canEdit && (
        <div className="px-6 py-4">
          <VariantSearch
            onChoose={({ id }) => {
              draft.change({ added: [{ variant_id: id, quantity: 1 }] })
              void draft.flush()
            }}
          />
        </div>
      )}
      <Totals quote={quote} />
    </Container>
  )
}

const SaveState = ({ state }: { state: Draft["state"] }) => {
  const { text } = useText()
  return (
    <Text size="small" className="text-ui-fg-subtle" role="status">
      {text(`quotes.draft.${state}`)}
    </Text>
  )
}

const Line = ({ item, draft, canEdit }: { item: QuoteItem; draft: Draft; canEdit: boolean }) => {
  const { text, language } = useText()
  const { currency_code } = draft.quote
  const name = lineName(item)
  const money = (amount: number) => formatMoney(amount, currency_code, language)
  const offered = draft.quote.offer.items.find(({ id }) => id === item.id)
  const isNew = draft.quote.revision > 0 && !offered
  const change = (line: LineChange) => draft.change({ lines: { [item.id]: line } })
  const total = totalOf([item], "unit_price")
  const discount = discountOf(item)
  const { variant_id, quantity, note, unit_price } = item
  // A discount is rounded, so it would not always give the same price back.
  const rememberPrice = () => () => change({ unit_price })

  const remove = () => {
    change({ remove: true })
    void draft.flush()
    toast.info(text("quotes.detail.removed", { name }), {
      action: {
        label: text("quotes.detail.undo"),
        altText: text("quotes.detail.undo"),
        onClick: () => {
          draft.change({ added: [{ variant_id, quantity, ...(unit_price === null ? {} : { unit_price }), ...(note && { note }) }] })
          void draft.flush()
        },
      },
    })
  }
  return (
    <li className="grid items-start gap-x-2 gap-y-1 px-6 py-3" style={COLUMNS}>
      <div className="flex min-w-0 flex-col gap-y-0.5 pt-1">
        <Text size="small" leading="compact" weight="plus" className="break-words">
          {name}
        </Text>
        {item.sku && (
          <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
            {item.sku}
          </Text>
        )}
        <span className="flex flex-wrap items-center gap-1">
          {isNew && (
            <Badge size="2xsmall" color="blue">
              {text("quotes.detail.new")}
            </Badge>
          )}
          {item.unit_price === null && (
            <Badge size="2xsmall" color="orange">
              {text("quotes.detail.priceMissing")}
            </Badge>
          )}
          {item.target_unit_price !== null && (
            <Badge size="2xsmall" className="tabular-nums">
              {text("quotes.detail.target", { price: money(item.target_unit_price) })}
            </Badge>
          )}
        </span>
      </div>
      <div className="flex flex-col gap-y-1">
        <NumberCell
          label={text("quotes.detail.quantityOf", { name })}
          field="quantity"
          value={item.quantity}
          digits={0}
          least={1}
          most={MOST_PIECES}
          disabled={!canEdit}
          onChange={(value) => change({ quantity: value })}
          onLeave={() => void draft.flush()}
        />
        <Before now={item.quantity} before={offered?.quantity} format={(value) => formatNumber(value, language)} />
      </div>
      <div className="flex flex-col gap-y-1">
        <NumberCell
          label={text("quotes.detail.priceOf", { name })}
          field="price"
          value={item.unit_price}
          digits={priceDigits(item, currency_code)}
          shownDigits={currencyDigits(currency_code)}
          least={0}
          most={1_000_000_000}
          disabled={!canEdit}
          placeholder={text("quotes.onRequest")}
          onChange={(value) => change({ unit_price: value })}
          remember={rememberPrice}
          onLeave={() => void draft.flush()}
        />
        <Text size="xsmall" leading="compact" className="text-ui-fg-subtle text-right tabular-nums">
          {item.list_unit_price === null
            ? text("quotes.detail.noListPrice")
            : text("quotes.detail.listPrice", { price: money(item.list_unit_price) })}
        </Text>
        {draft.quote.revision > 0 && <Before now={item.unit_price} before={offered?.unit_price} format={money} />}
      </div>
      <NumberCell
        label={text("quotes.detail.discountOf", { name })}
        field="discount"
        value={discount !== null && discount >= 0 ? discount : null}
        digits={2}
        least={0}
        most={100}
        disabled={!canEdit || item.list_unit_price === null}
        placeholder="-"
        onChange={(value) => change({ discount_percentage: value })}
        remember={rememberPrice}
        onLeave={() => void draft.flush()}
      />
      <div className="flex flex-col gap-y-1 pt-1 text-right">
        <Text size="small" leading="compact" className="tabular-nums">
          {total === null ? "-" : money(total)}
        </Text>
      </div>
      {canEdit ? (
        <IconButton size="small" variant="transparent" aria-label={text("quotes.detail.remove", { name })} onClick={remove}>
          <XMarkMini />
        </IconButton>
      ) : (
        <span />
      )}
      <div style={WHOLE_ROW}>
        <LineNote
          name={name}
          note={note}
          canEdit={canEdit}
          onChange={(changed) => change({ note: changed })}
          onLeave={() => void draft.flush()}
        />
      </div>
    </li>
  )
}

type BeforeProps = { now: number | null; before: number | null | undefined; format: (value: number) => string }

/** What the customer has been offered, struck through if the draft says something else. */
const Before = ({ now, before, format }: BeforeProps) =>
  before === undefined || before === null || before === now ? null : (
    <Text size="xsmall" leading="compact" className="text-ui-fg-subtle text-right tabular-nums line-through">
      {format(before)}
    </Text>
  )

const Totals = ({ quote }: { quote: AdminQuote }) => {
  const { text, language } = useText()
  const money = (amount: number | null) => (amount === null ? text("quotes.onRequest") : formatMoney(amount, quote.currency_code, language))
  const listTotal = totalOf(quote.items, "list_unit_price")
  const total = quote.total
  const saved = listTotal !== null && total !== null ? listTotal - total : null
  const percent = saved !== null && listTotal ? (Math.abs(saved) / listTotal) * 100 : null
  return (
    <>
      <div className="text-ui-fg-subtle flex flex-col gap-y-2 px-6 py-4">
        <Row label={text("quotes.detail.listTotal")} value={money(listTotal)} />
        {saved !== null && saved !== 0 && percent !== null && (
          <Row
            label={text(saved > 0 ? "quotes.detail.reduction" : "quotes.detail.surcharge")}
            value={`${money(Math.round(-saved * 1e8) / 1e8)} (${formatPercent(percent, language)})`}
          />
        )}
        {quote.revision > 0 && isOpen(quote) && (
          <Row label={text("quotes.detail.lastOffer", { revision: quote.revision })} value={money(quote.offer.total)} />
        )}
      </div>
      <div className="flex items-center justify-between px-6 py-4">
        <div>
          <Text size="small" leading="compact" weight="plus">
            {text("quotes.detail.total")}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {text(quote.items[0]?.is_tax_inclusive ? "quotes.detail.withTaxes" : "quotes.detail.withoutTaxes")}
          </Text>
        </div>
        <Text size="small" leading="compact" weight="plus" className="tabular-nums">
          {money(total)}
        </Text>
      </div>
      {isOpen(quote) && <DraftState quote={quote} />}
    </>
  )
}

const Row = ({ label, value }: { label: string; value: string }) => (
  <div className="flex items-center justify-between gap-x-4">
    <Text size="small" leading="compact">
      {label}
    </Text>
    <Text size="small" leading="compact" className="text-right tabular-nums">
      {value}
    </Text>
  </div>
)

/** Says how the draft differs from what the customer sees. */
const DraftState = ({ quote }: { quote: AdminQuote }) => {
  const { text } = useText()
  const { added, removed, changed } = draftDifference(quote)
  const parts = [
    ...(changed ? [text("quotes.difference.changed", { count: changed })] : []),
    ...(added ? [text("quotes.difference.added", { count: added })] : []),
    ...(removed ? [text("quotes.difference.removed", { count: removed })] : []),
  ]
  const against =
    quote.revision === 0 ? text("quotes.difference.request") : text("quotes.difference.revision", { revision: quote.revision })
  return (
    <Text size="small" className="bg-ui-bg-subtle text-ui-fg-subtle rounded-b-lg px-6 py-3">
      {parts.length === 0
        ? text("quotes.difference.none", { against })
        : text("quotes.difference.some", { against, parts: parts.join(", ") })}
    </Text>
  )
}
