"use client"

import { isCustomerRoleError } from "medusa-customer-role-storefront/errors"
import { useTranslations } from "next-intl"
import { useCallback } from "react"
import { useRefusalText } from "@/modules/quick-order/use-refusal-text"

/** The refusals that quotes have words of their own for. */
const EXPLAINED = [
  "quote_expired",
  "invalid_quote_state",
  "revision_superseded",
  "buyer_changed",
  "limit_reached",
  "payload_too_large",
  "unsupported_media_type",
] as const

/** Returns a function that says in the visitor's language why the shop refused something about a quote. */
export const useQuoteRefusal = () => {
  const t = useTranslations("quotes.failed")
  const refusalText = useRefusalText()
  return useCallback(
    (error: unknown): string => {
      if (isCustomerRoleError(error, "bulk_order_invalid")) {
        const articles = [...new Set(error.errors.map(({ sku }) => sku ?? ""))].filter((sku) => sku !== "").join(", ")
        return t("bulk_order_invalid", { articles })
      }
      if (isCustomerRoleError(error, "invalid_request")) {
        return t("invalid_request", { message: error.errors[0]?.message ?? error.message })
      }
      const known = isCustomerRoleError(error) ? EXPLAINED.find((code) => code === error.code) : undefined
      return known ? t(known) : refusalText(error)
    },
    [t, refusalText]
  )
}
