"use client"

import { RotateCcw } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import { useState } from "react"
import { toast } from "sonner"
import { Button, type ButtonLook } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { useSignedInAction } from "../use-signed-in-action"
import { reorder, type ReorderOutcome } from "./reorder"

/**
 * Puts the lines of an order into a new cart, and says what came of it: today's total, or, below the button,
 * what stands in the way.
 */
export const ReorderButton = ({ orderId, ...look }: { orderId: string } & ButtonLook) => {
  const t = useTranslations("account")
  const format = useFormatter()
  const reorderNow = useSignedInAction(reorder)
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<ReorderOutcome>()
  const act = async () => {
    setIsBusy(true)
    setOutcome(undefined)
    const result = await reorderNow(orderId)
    setIsBusy(false)
    setOutcome(result)
    if (result.ok && result.cart) {
      const { lineCount, total, currency } = result.cart
      // The page renders again with the cart on it, and what stands below a button may go.
      toast.success(t("reorder.done", { count: lineCount }), {
        description: t("reorder.doneText", { total: format.number(total, { style: "currency", currency: currency.toUpperCase() }) }),
      })
    }
  }
  return (
    <div className="grid gap-3">
      <Button {...look} busy={isBusy} onClick={act}>
        <RotateCcw aria-hidden />
        {t("reorder.action")}
      </Button>
      {outcome && !outcome.ok && (
        <Notice tone="stop" live="assertive" title={t("reorder.failed")}>
          {outcome.missing?.length ? t("reorder.missing", { titles: outcome.missing.join(", ") }) : t(`refusals.${outcome.refusal}`)}
        </Notice>
      )}
    </div>
  )
}
