"use client"

import { RotateCcw } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import { useState } from "react"
import { Button, type ButtonLook } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { reorder, type ReorderOutcome } from "./reorder"

/**
 * Puts the lines of an order into a new cart, and says below what came of it: the cart with today's total, or what
 * stands in the way.
 */
export const ReorderButton = ({ orderId, ...look }: { orderId: string } & ButtonLook) => {
  const t = useTranslations("account")
  const format = useFormatter()
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<ReorderOutcome>()
  const act = async () => {
    setIsBusy(true)
    setOutcome(undefined)
    setOutcome(await reorder(orderId).catch(() => ({ ok: false, refusal: "noAnswer" }) as const))
    setIsBusy(false)
  }
  return (
    <div className="grid gap-3">
      <Button {...look} busy={isBusy} onClick={act}>
        <RotateCcw aria-hidden />
        {t("reorder.action")}
      </Button>
      {outcome?.ok && outcome.cart && (
        <Notice tone="go" live="polite" title={t("reorder.done", { count: outcome.cart.lineCount })}>
          {t("reorder.doneText", {
            total: format.number(outcome.cart.total, { style: "currency", currency: outcome.cart.currency.toUpperCase() }),
          })}
        </Notice>
      )}
      {outcome && !outcome.ok && (
        <Notice tone="stop" live="assertive" title={t("reorder.failed")}>
          {outcome.missing?.length ? t("reorder.missing", { titles: outcome.missing.join(", ") }) : t(`refusals.${outcome.refusal}`)}
        </Notice>
      )}
    </div>
  )
}
