"use client"

import { RotateCcw } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import { useRef, useState } from "react"
import { toast } from "sonner"
import { Button, type ButtonLook } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { useRouter } from "@/i18n/navigation"
import { useSignedInAction } from "../use-signed-in-action"
import { reorder, type ReorderOutcome } from "./reorder"

/** After these, the shop may have made the cart all the same. */
const UNANSWERED: ReadonlySet<string> = new Set(["noAnswer", "uncertain", "busy"])

/**
 * Puts the lines of an order into a new cart, and says what came of it: today's total, or, below the button,
 * what stands in the way. Asks before it replaces a cart that has something in it.
 */
export const ReorderButton = ({ orderId, ...look }: { orderId: string } & ButtonLook) => {
  const t = useTranslations("account")
  const format = useFormatter()
  const router = useRouter()
  const reorderNow = useSignedInAction(reorder)
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<ReorderOutcome>()
  // Kept until the shop has answered, so that a repetition makes no second cart.
  const key = useRef<string>(undefined)
  const act = async (replaces: boolean) => {
    setIsBusy(true)
    setOutcome(undefined)
    key.current ??= crypto.randomUUID()
    const result = await reorderNow(orderId, { key: key.current, replaces })
    if (result.ok || !UNANSWERED.has(result.refusal)) {
      key.current = undefined
    }
    setIsBusy(false)
    setOutcome(result)
    if (result.ok) {
      const { lineCount, total, currency } = result.cart
      const texts = [t("reorder.doneText", { total: format.number(total, { style: "currency", currency: currency.toUpperCase() }) })]
      if (result.missing?.length) {
        texts.push(t("reorder.leftOut", { titles: result.missing.join(", ") }))
      }
      // The page renders again with the cart on it, and what stands below a button may go.
      toast.success(t("reorder.done", { count: lineCount }), {
        description: texts.join(" "),
        duration: texts.length > 1 ? 15_000 : undefined,
        action: { label: t("reorder.toCart"), onClick: () => router.push("/cart") },
      })
    }
  }
  return (
    <div className="grid gap-3">
      <Button {...look} busy={isBusy} onClick={() => act(false)}>
        <RotateCcw aria-hidden />
        {t("reorder.action")}
      </Button>
      {outcome && !outcome.ok && outcome.refusal === "cartOpen" && (
        <Notice
          tone="ask"
          live="assertive"
          title={t("reorder.replaceTitle")}
          action={
            <>
              <Button size="small" onClick={() => act(true)}>
                {t("reorder.replace")}
              </Button>
              <Button size="small" variant="quiet" onClick={() => setOutcome(undefined)}>
                {t("reorder.keep")}
              </Button>
            </>
          }
        >
          {t("refusals.cartOpen")}
        </Notice>
      )}
      {outcome && !outcome.ok && outcome.refusal !== "cartOpen" && (
        <Notice tone="stop" live="assertive" title={outcome.refusal === "uncertain" ? t("uncertain") : t("reorder.failed")}>
          {outcome.missing?.length ? t("reorder.missing", { titles: outcome.missing.join(", ") }) : t(`refusals.${outcome.refusal}`)}
        </Notice>
      )}
    </div>
  )
}
