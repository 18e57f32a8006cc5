"use client"

import { useTranslations } from "next-intl"
import { isCustomerRoleError } from "medusa-customer-role-storefront/errors"
import type { QuickOrder } from "medusa-customer-role-storefront/react/quick-order"
import { type FormEvent, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { TextArea } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
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
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5 rounded-t-card border-b border-ask-line bg-ask-soft px-4 py-3.5 sm:px-5"
    >
      <p className="min-w-0 flex-1 basis-64 text-sm font-medium text-ask">{t(`which.${question.field}`)}</p>
      <div role="group" aria-label={t(`which.${question.field}`)} className="flex flex-wrap gap-2">
        {question.candidates.map((column) => (
          <Button key={column} size="small" onClick={() => void order.answer(question.field, column)}>
            {column}
          </Button>
        ))}
        <Button size="small" variant="quiet" onClick={order.dropSheet}>
          {t("drop")}
        </Button>
      </div>
    </div>
  )
}

const Refused = ({ order, sheet }: { order: QuickOrder; sheet: Sheet }) => {
  const t = useTranslations("quickOrder.sheet")
  const refusalText = useRefusalText()
  const [text, setText] = useState(sheet.text)
  const refusal = isCustomerRoleError(sheet.error, "invalid_request") ? sheet.error : undefined
  const isRead = refusal !== undefined
  const details = refusal ? refusal.errors.filter(({ row }) => row !== undefined).slice(0, 10) : []
  const isFile = /^(PK|%PDF|\u00D0\u00CF|\uFFFD)/.test(sheet.text)
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
        {!isRead ? refusalText(sheet.error) : isFile ? t("isFile") : details.length > 0 ? t("doubtfulRows") : t("noLines")}
        {isRead && !isFile && details.length === 0 && <p className="mt-1">{refusal.errors[0]?.message ?? refusal.message}</p>}
      </Notice>
      {details.length > 0 && (
        <ul className="grid gap-2 text-sm">
          {details.map(({ row, raw, message }) => (
            <li key={`${row}-${raw}`} className="grid gap-0.5">
              <span className="font-medium">{t("row", { row: row ?? 0 })}</span>
              <span className="truncate text-ink-soft">{raw}</span>
              <span className="text-ink-faint">{message}</span>
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
