"use client"

import { useLocale, useTranslations } from "next-intl"
import { isCustomerRoleError } from "medusa-customer-role-storefront/errors"
import type { QuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { type FormEvent, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { TextArea } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { looksLikeFile } from "../looks-like-file"
import { useRefusalText } from "../use-refusal-text"

/** The longest sheet that somebody can mend as text on the page. */
const LONGEST_TEXT = 20_000

/** What the shop asks about a sheet, or why it could not read it. */
export const SheetNotice = ({ order }: { order: QuickOrder }) => {
  const t = useTranslations("quickOrder.sheet")
  const { sheet } = order
  if (!sheet) {
    return null
  }
  if (sheet.status === "reading") {
    return (
      <p role="status" className="rounded-t-card border-b border-ask-line bg-ask-soft px-4 py-3.5 text-sm font-medium text-ask sm:px-5">
        {t("reading")}
      </p>
    )
  }
  return sheet.status === "asking" ? <Question order={order} sheet={sheet} /> : <Refused order={order} sheet={sheet} />
}

type Sheet = NonNullable<QuickOrder["sheet"]>

const Question = ({ order, sheet }: { order: QuickOrder; sheet: Sheet }) => {
  const t = useTranslations("quickOrder.sheet")
  const [question] = sheet.questions
  if (!question) {
    return null
  }
  return (
    <div role="alert" className="grid gap-3 rounded-t-card border-b border-ask-line bg-ask-soft px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="text-sm font-medium text-ask">{t(`which.${question.field}`)}</p>
        <Button size="small" variant="quiet" onClick={order.dropSheet}>
          {t("drop")}
        </Button>
      </div>
      {question.isRepeated && <p className="text-sm text-ink-soft">{t("notThisColumn")}</p>}
      <div role="group" aria-label={t(`which.${question.field}`)} className="flex flex-wrap gap-2">
        {question.columns.map(({ name, number, examples }) => (
          <button
            key={number ?? name}
            type="button"
            onClick={() => void order.answer(question.field, number ?? name)}
            className="grid min-h-11 max-w-56 content-start gap-0.5 rounded-control border border-line-control bg-surface px-3.5 py-2 text-left text-sm hover:border-ask"
          >
            <span className="truncate font-medium">{name}</span>
            {examples.length > 0 && <span className="truncate text-xs text-ink-soft">{t("examples", { cells: examples.join(", ") })}</span>}
          </button>
        ))}
      </div>
    </div>
  )
}

const Refused = ({ order, sheet }: { order: QuickOrder; sheet: Sheet }) => {
  const t = useTranslations("quickOrder.sheet")
  const locale = useLocale()
  const refusalText = useRefusalText()
  const [text, setText] = useState(sheet.text)
  const refusal = isCustomerRoleError(sheet.error, "invalid_request") ? sheet.error : undefined
  const isRead = refusal !== undefined
  const details = refusal ? refusal.errors.filter(({ row }) => row !== undefined).slice(0, 10) : []
  const isFile = looksLikeFile(sheet.text)
  const why = isFile ? "isFile" : details.length === 0 ? "noLines" : whyRefused(details)
  // The shop explains in English what the page has no sentence for.
  const shopSays = (message: string) => locale === "en" && <span className="text-ink-faint">{message.replace(/^csv: /, "")}</span>
  const readAgain = (event: FormEvent) => {
    event.preventDefault()
    void order.readSheet(text)
  }
  return (
    <div className="grid gap-4 border-b border-line p-4 sm:p-5">
      <Notice
        tone="stop"
        live="assertive"
        title={t(isRead ? "unreadable" : "notRead")}
        action={
          <Button size="small" onClick={order.dropSheet}>
            {t("drop")}
          </Button>
        }
      >
        {isRead ? t(why) : refusalText(sheet.error)}
        {isRead && why === "noLines" && <p className="mt-1">{shopSays(refusal.errors[0]?.message ?? refusal.message)}</p>}
      </Notice>
      {details.length > 0 && (
        <ul className="grid gap-2 text-sm">
          {details.map(({ row, raw, message }) => (
            <li key={`${row}-${raw}`} className="grid gap-0.5">
              <span className="font-medium">{t("row", { row: row ?? 0 })}</span>
              <span className="truncate text-ink-soft">{raw?.replaceAll("\t", "  ")}</span>
              {why === "rowsUnclear" && shopSays(message)}
            </li>
          ))}
        </ul>
      )}
      {isRead && !isFile && sheet.text.length <= LONGEST_TEXT && (
        <form onSubmit={readAgain} className="grid gap-2">
          <Field label={t("mend")}>
            <TextArea
              value={text}
              rows={Math.min(10, text.split("\n").length + 1)}
              spellCheck={false}
              onChange={({ target }) => setText(target.value)}
              className="whitespace-pre"
            />
          </Field>
          <div>
            <Button type="submit" size="small">
              {t("readAgain")}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}

type Detail = { field?: string; raw?: string }

/** Why rows of a sheet stop it: none of them orders anything, a quotation mark may mean two things, or they do not belong to the table. */
const whyRefused = (details: Detail[]): "nothingOrdered" | "doubtfulRows" | "rowsUnclear" => {
  if (details.every(({ field }) => field === "quantity")) {
    return "nothingOrdered"
  }
  return details.some(({ raw }) => raw?.includes('"')) ? "doubtfulRows" : "rowsUnclear"
}

/** What was read of the last sheet and what orders nothing, row by row on request. */
export const SheetReportLine = ({ report }: { report: NonNullable<QuickOrder["report"]> }) => {
  const t = useTranslations("quickOrder.report")
  const count = report.skipped.length + report.more
  if (count === 0) {
    return <p className="border-b border-line px-4 py-3 text-sm text-ink-soft sm:px-5">{t("read", { count: report.read })}</p>
  }
  return (
    <details className="border-b border-line text-sm">
      <summary className="flex min-h-11 items-center gap-2 px-4 py-2 text-ink-soft sm:px-5">
        {t("read", { count: report.read })} {t("skipped", { count })}
        <span className="link">{t("show")}</span>
      </summary>
      <ul className="grid max-h-72 gap-1.5 overflow-y-auto px-4 pb-4 sm:px-5">
        {report.skipped.map(({ row, raw, reason }) => (
          <li key={row} className="flex flex-wrap gap-x-3 gap-y-0.5">
            <span className="w-16 shrink-0 text-ink-faint">{t("row", { row })}</span>
            <span className="min-w-0 flex-1 truncate">{raw.replaceAll("\t", "  ") || "–"}</span>
            <span className="text-ink-soft">{t(`reasons.${reason}`)}</span>
          </li>
        ))}
        {report.more > 0 && <li className="text-ink-soft">{t("more", { count: report.more })}</li>}
      </ul>
    </details>
  )
}
