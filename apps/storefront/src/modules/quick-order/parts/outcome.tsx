"use client"

import { useTranslations } from "next-intl"
import { isCustomerRoleError } from "medusa-customer-role-storefront/errors"
import { Button, ButtonLink } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { HOME_OF_ACCOUNT } from "@/lib/auth/paths"
import { useRefusalText } from "../use-refusal-text"

/** What has been ordered, or is in the cart. */
export type Done = { kind: "order"; id: string; number: number } | { kind: "cart"; lineCount: number }

/** Says what came of the order, and where it goes on. */
export const DoneNotice = ({ done, onClose }: { done: Done; onClose: () => void }) => {
  const t = useTranslations("quickOrder.done")
  return (
    <Notice
      tone="go"
      live="assertive"
      className="mb-6"
      title={done.kind === "order" ? t("ordered", { number: done.number }) : t("inCart", { count: done.lineCount })}
      action={
        <>
          {done.kind === "order" ? (
            <ButtonLink variant="primary" href={`/account/orders/${done.id}`}>
              {t("openOrder")}
            </ButtonLink>
          ) : (
            <ButtonLink variant="primary" href="/cart">
              {t("openCart")}
            </ButtonLink>
          )}
          <Button onClick={onClose}>{t("next")}</Button>
        </>
      }
    >
      {done.kind === "order" ? t("orderedText") : t("inCartText")}
    </Notice>
  )
}

/** Says why the shop refused. The rows are all there. */
export const FailedNotice = ({ error, isOrder, again }: { error: unknown; isOrder: boolean; again: () => void }) => {
  const t = useTranslations("quickOrder.failed")
  const refusalText = useRefusalText()
  const { status }: { status?: number } = Object(error)
  const isDenied = status === 401 || status === 403
  const isLines = isCustomerRoleError(error, "bulk_order_invalid")
  return (
    <Notice
      tone="stop"
      live="assertive"
      className="mb-6"
      title={t(isLines ? "linesChanged" : isDenied ? "denied" : isOrder ? "notOrdered" : "notChecked")}
      action={
        isDenied ? (
          <ButtonLink href={HOME_OF_ACCOUNT}>{t("why")}</ButtonLink>
        ) : isLines ? undefined : (
          <Button onClick={again}>{t("again")}</Button>
        )
      }
    >
      {isLines ? t("linesChangedText") : `${refusalText(error)} ${t("kept")}`}
    </Notice>
  )
}
