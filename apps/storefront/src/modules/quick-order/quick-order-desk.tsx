"use client"

import type { Access, BulkOrderLine } from "medusa-customer-role-storefront"
import { isCustomerRoleError } from "medusa-customer-role-storefront/errors"
import { type CheckedRow, readSheetFile, useBulkOrder, useQuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { Download, FileUp, Redo2, Undo2 } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useEffect, useMemo, useRef, useState } from "react"
import { toast } from "sonner"
import { Button, ButtonLink } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Field } from "@/components/ui/field"
import { Input, Select } from "@/components/ui/input"
import { Money } from "@/components/ui/format"
import { Notice } from "@/components/ui/notice"
import { useRouter } from "@/i18n/navigation"
import { useCustomerRole } from "@/lib/hooks/use-role-sync"
import { useShop } from "@/lib/hooks/use-shop"
import { useSignedInAction } from "@/modules/account/use-signed-in-action"
import { askForQuoteUrl } from "@/modules/quotes/ask-url"
import { PageHeading } from "../account/page-heading"
import type { AddressChoice } from "./address-choices"
import { cartInTheWay, takeFilledCart } from "./cart-actions"
import { download, toSheet } from "./error-sheet"
import { lineProblemOf } from "./line-problem"
import { looksLikeFile } from "./looks-like-file"
import { type Done, DoneNotice, FailedNotice } from "./parts/outcome"
import { RowTable, type RowTableHandle } from "./parts/row-table"
import { SavedLists } from "./parts/saved-lists"
import { SheetNotice, SheetReportLine } from "./parts/sheet-notice"
import { Summary } from "./parts/summary"
import { pastedAs } from "./pasted"
import { quickOrderKey } from "./storage-key"

/** What the shop reads at most, in bytes. */
const LARGEST_FILE = 2_000_000

/**
 * The desk for orders of many lines. The kit keeps the rows and asks the shop; this component shows them.
 *
 * @example
 * <QuickOrderDesk customerId={role.customer_id} access={role.access.bulk_orders} addresses={addresses} country="de" />
 */
export const QuickOrderDesk = ({
  customerId,
  access: initialAccess,
  addresses,
  country,
}: {
  customerId: string
  access: Access
  addresses: AddressChoice[]
  /** The country whose prices count until there is an address. */
  country: string
}) => {
  const t = useTranslations("quickOrder")
  const locale = useLocale()
  const router = useRouter()
  const shop = useShop()
  const role = useCustomerRole()
  const access = role?.access.bulk_orders ?? initialAccess
  const [addressId, setAddressId] = useState(addresses[0]?.id ?? "")
  const [purchaseOrder, setPurchaseOrder] = useState("")
  const [done, setDone] = useState<Done>()
  const [isCartAsked, setIsCartAsked] = useState(false)
  const [isDragging, setIsDragging] = useState(false)
  const destination = useMemo(
    () => (addressId ? { shipping_address_id: addressId } : { shipping_address: { country_code: country } }),
    [addressId, country]
  )
  const order = useQuickOrder({ shop, destination, storageKey: quickOrderKey(customerId) })
  const bulk = useBulkOrder({ shop, storageKey: `${quickOrderKey(customerId)}.key` })
  const lookForCart = useSignedInAction(cartInTheWay)
  const takeCart = useSignedInAction(takeFilledCart)
  const file = useRef<HTMLInputElement>(null)
  const table = useRef<RowTableHandle>(null)
  const shown = useRef(-1)
  const { readSheet, add } = order

  const readFile = async (chosen: File | undefined) => {
    if (!chosen) {
      return
    }
    if (chosen.size > LARGEST_FILE) {
      const start = await readSheetFile(chosen.slice(0, 8))
      toast.error(t(looksLikeFile(start) ? "sheet.isFile" : "sheet.tooLarge"))
      return
    }
    setDone(undefined)
    await readSheet(await readSheetFile(chosen))
  }

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target } = event
      const isElsewhere =
        target instanceof HTMLTextAreaElement || (target instanceof Element && target.closest("[role=dialog],[role=search],aside"))
      const text = event.clipboardData?.getData("text/plain") ?? ""
      const pasted = pastedAs(text)
      if (isElsewhere || text.trim() === "" || (pasted.kind === "text" && target instanceof HTMLInputElement)) {
        return
      }
      event.preventDefault()
      setDone(undefined)
      if (pasted.kind === "sheet") {
        void readSheet(pasted.text)
      } else {
        add(...(pasted.kind === "articles" ? pasted.articles : [{ sku: text.trim() }]))
      }
    }
    document.addEventListener("paste", onPaste)
    return () => document.removeEventListener("paste", onPaste)
  }, [readSheet, add])

  const readFileNow = useRef(readFile)
  useEffect(() => {
    readFileNow.current = readFile
  })
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) {
        event.preventDefault()
        setIsDragging(true)
      }
    }
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setIsDragging(false)
    const onDrop = (event: DragEvent) => {
      if (hasFiles(event)) {
        event.preventDefault()
        setIsDragging(false)
        void readFileNow.current(event.dataTransfer?.files[0])
      }
    }
    window.addEventListener("dragover", onOver)
    window.addEventListener("dragleave", onLeave)
    window.addEventListener("drop", onDrop)
    return () => {
      window.removeEventListener("dragover", onOver)
      window.removeEventListener("dragleave", onLeave)
      window.removeEventListener("drop", onDrop)
    }
  }, [])

  const input = () => ({
    items: order.lines(),
    ...destination,
    ...(purchaseOrder.trim() ? { purchase_order_number: purchaseOrder.trim() } : {}),
  })
  const placed = bulk.error
  useEffect(() => {
    if (isCustomerRoleError(placed, "bulk_order_invalid")) {
      order.showErrors(placed.errors.flatMap((error) => (isLineError(error) ? [error] : [])))
    }
    // Once for each refusal, whatever the rows become afterwards.
  }, [placed])

  const orderNow = async () => {
    setDone(undefined)
    const answer = await bulk.place(input())
    if (answer) {
      setDone({ kind: "order", id: answer.order.id, number: answer.order.display_id ?? 0 })
      setPurchaseOrder("")
      order.clear()
      window.scrollTo({ top: 0, behavior: "smooth" })
    }
  }
  const fillCart = async (replaces: boolean) => {
    setDone(undefined)
    setIsCartAsked(false)
    const open = replaces ? null : await lookForCart()
    if (open?.ok && open.cart) {
      setIsCartAsked(true)
      return
    }
    const answer = await bulk.fillCart(input())
    if (answer) {
      const taken = await takeCart(answer.cart.id)
      if (taken.ok && taken.cart) {
        setDone({ kind: "cart", lineCount: taken.cart.lineCount })
        order.clear()
        window.scrollTo({ top: 0, behavior: "smooth" })
      } else {
        toast.error(t("failed.notInCart"))
      }
    }
  }
  const takeList = (lines: BulkOrderLine[]) => {
    setDone(undefined)
    order.add(
      ...lines.map(({ sku, variant_id: variantId, quantity }) => ({
        sku: sku ?? "",
        quantity: String(quantity),
        ...(variantId === undefined ? {} : { variantId }),
      }))
    )
  }
  const askForQuote = (row: CheckedRow) =>
    router.push(askForQuoteUrl([{ sku: row.line?.sku ?? row.sku, quantity: Number(row.quantity) || 1 }]))
  /** Leads from one row that needs somebody to the next one. */
  const showBad = () => {
    const isBad = ({ errors }: CheckedRow) => errors.length > 0
    const next = order.rows.findIndex((row, at) => at > shown.current && isBad(row))
    shown.current = next === -1 ? order.rows.findIndex(isBad) : next
    table.current?.show(shown.current)
  }
  const doubtful = order.rows.flatMap((row) => {
    const [error] = row.errors
    const problem = error && lineProblemOf(error, row.quantity)
    return problem?.key === "doubtful_quantity" ? [{ id: row.id, quantity: String(problem.count) }] : []
  })
  const saveErrors = () => {
    const rows = order.rows.flatMap((row, at) =>
      row.errors.map((error) => {
        const { key, count } = lineProblemOf(error, row.quantity)
        const where = row.sheetRows?.join(", ") ?? String(at + 1)
        return [where, row.sku, row.quantity, t(`problems.${key}`, { count }), error.suggestions?.join(", ") ?? "", row.raw ?? ""]
      })
    )
    const heads = [
      t("columns.row"),
      t("columns.article"),
      t("columns.quantity"),
      t("errorFile.problem"),
      t("errorFile.suggestions"),
      t("errorFile.text"),
    ]
    const text = toSheet([heads, ...rows], locale === "de" ? ";" : ",")
    download(t("errorFile.name"), new Blob([text], { type: "text/csv;charset=utf-8" }))
  }
  const saveTemplate = () =>
    shop.bulkOrders.template().then(
      (template) => download(template.name, template),
      () => toast.error(t("templateFailed"))
    )

  const currency = order.totals?.currency_code ?? "eur"
  const whyNot = !access.allowed
    ? "denied"
    : addressId === ""
      ? "address"
      : order.rowCount === 0
        ? "empty"
        : order.badCount > 0
          ? "bad"
          : !order.isValid
            ? "checking"
            : undefined
  const reason =
    whyNot === "bad"
      ? t.rich("whyNot.bad", {
          count: order.badCount,
          show: (text) => (
            <button type="button" className="link touch" onClick={showBad}>
              {text}
            </button>
          ),
          leave: (text) => (
            <button type="button" className="link touch" onClick={order.removeBad}>
              {text}
            </button>
          ),
        })
      : whyNot === "denied" && !access.allowed
        ? t(`whyNot.${access.code}`)
        : whyNot && whyNot !== "checking" && whyNot !== "denied"
          ? t(`whyNot.${whyNot}`)
          : null
  const isSending = bulk.status === "sending"
  const canFill = order.isValid && !isSending
  const failure = bulk.error ?? (order.status === "failed" ? order.error : undefined)
  return (
    <>
      <PageHeading
        title={t("title")}
        action={
          <>
            <Button size="small" variant="quiet" disabled={!order.canUndo} onClick={order.undo} aria-label={t("undo")}>
              <Undo2 aria-hidden />
            </Button>
            <Button size="small" variant="quiet" disabled={!order.canRedo} onClick={order.redo} aria-label={t("redo")}>
              <Redo2 aria-hidden />
            </Button>
            <SavedLists lines={order.lines} use={takeList} />
            <Button variant="quiet" onClick={() => void saveTemplate()}>
              <Download aria-hidden />
              {t("template")}
            </Button>
            <Button onClick={() => file.current?.click()}>
              <FileUp aria-hidden />
              {t("upload")}
            </Button>
            <input
              ref={file}
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              className="hidden"
              aria-hidden
              tabIndex={-1}
              onChange={({ target }) => {
                void readFile(target.files?.[0])
                target.value = ""
              }}
            />
          </>
        }
      >
        {t("intro")}
      </PageHeading>
      {done && <DoneNotice done={done} onClose={() => setDone(undefined)} />}
      {failure !== undefined && !isSending && (
        <FailedNotice
          error={failure}
          isOrder={bulk.error !== undefined}
          again={() => {
            bulk.reset()
            void (bulk.error === undefined ? order.check() : orderNow())
          }}
        />
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="relative p-0 sm:p-0">
          <SheetNotice order={order} />
          {order.report && <SheetReportLine report={order.report} />}
          {doubtful.length > 1 && (
            <div className="border-b border-line p-3">
              <Notice
                tone="ask"
                title={t("thousands.title", { count: doubtful.length })}
                action={
                  <Button size="small" onClick={() => doubtful.forEach(({ id, quantity }) => order.change(id, { quantity }))}>
                    {t("thousands.action")}
                  </Button>
                }
              >
                {t("thousands.text", { count: doubtful[0]?.quantity ?? "" })}
              </Notice>
            </div>
          )}
          {order.isReady && order.rowCount === 0 && order.rows.length === 0 && !order.sheet && <EmptyDesk />}
          <RowTable ref={table} order={order} currency={currency} onAskForQuote={askForQuote} />
          {isDragging && (
            <div className="pointer-events-none absolute inset-0 z-20 grid place-items-center rounded-card border-2 border-dashed border-ask bg-ask-soft text-base font-medium text-ask">
              {t("dropHere")}
            </div>
          )}
        </Card>
        <Card className="lg:sticky lg:top-6">
          <Summary order={order} />
          <div className="mt-5 grid gap-4">
            {addresses.length > 0 ? (
              <Field label={t("deliverTo")}>
                <Select value={addressId} onChange={({ target }) => setAddressId(target.value)}>
                  {addresses.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            ) : (
              <Notice
                tone="ask"
                title={t("noAddress.title")}
                action={<ButtonLink href="/account/addresses">{t("noAddress.action")}</ButtonLink>}
              >
                {t("noAddress.text")}
              </Notice>
            )}
            <Field label={t("purchaseOrder")} optional={t("optional")}>
              <Input value={purchaseOrder} maxLength={255} autoComplete="off" onChange={({ target }) => setPurchaseOrder(target.value)} />
            </Field>
          </div>
          <div className="mt-5 grid gap-2">
            <Button
              variant="primary"
              block
              className="max-lg:hidden"
              busy={isSending}
              disabled={whyNot !== undefined}
              onClick={() => void orderNow()}
              aria-describedby="why-not"
            >
              {t("order")}
            </Button>
            <p id="why-not" className="text-center text-xs text-ink-soft empty:hidden max-lg:hidden">
              {reason}
            </p>
            <Button block disabled={order.rowCount === 0 || isSending} onClick={() => router.push(askForQuoteUrl("quick-order"))}>
              {t("askForQuoteAll")}
            </Button>
            <Button block variant="quiet" disabled={!canFill} onClick={() => void fillCart(false)}>
              {t("toCart")}
            </Button>
            {isCartAsked && (
              <Notice
                tone="ask"
                live="assertive"
                title={t("cartAsked.title")}
                action={
                  <>
                    <Button size="small" onClick={() => void fillCart(true)}>
                      {t("cartAsked.replace")}
                    </Button>
                    <Button size="small" variant="quiet" onClick={() => setIsCartAsked(false)}>
                      {t("cartAsked.keep")}
                    </Button>
                  </>
                }
              >
                {t("cartAsked.text")}
              </Notice>
            )}
          </div>
          {(order.badCount > 0 || order.rowCount > 0) && (
            <div className="mt-3 flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm">
              {order.badCount > 0 && (
                <button type="button" className="link min-h-11" onClick={saveErrors}>
                  {t("saveErrors")}
                </button>
              )}
              {order.rowCount > 0 && (
                <button type="button" className="link min-h-11" onClick={order.clear}>
                  {t("clear")}
                </button>
              )}
            </div>
          )}
        </Card>
      </div>
      <div className="sticky bottom-0 z-10 -mx-4 mt-6 grid gap-1.5 bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-bar sm:-mx-6 sm:px-6 lg:hidden">
        <Button
          variant="primary"
          block
          busy={isSending}
          disabled={whyNot !== undefined}
          onClick={() => void orderNow()}
          aria-describedby="why-not-below"
        >
          {t("order")}
          {order.totals && order.isValid && (
            <span>
              · <Money amount={order.totals.total} currency={currency} />
            </span>
          )}
        </Button>
        <p id="why-not-below" className="text-center text-xs text-ink-soft empty:hidden">
          {reason}
        </p>
      </div>
    </>
  )
}

const EmptyDesk = () => {
  const t = useTranslations("quickOrder.empty")
  return (
    <div className="grid gap-1 border-b border-line px-5 py-8 text-center">
      <p className="font-semibold">{t("title")}</p>
      <p className="mx-auto max-w-form text-sm text-ink-soft">{t("text")}</p>
    </div>
  )
}

type LineError = CheckedRow["errors"][number]

const isLineError = (error: { index?: number; code?: string }): error is LineError => error.index !== undefined && error.code !== undefined
