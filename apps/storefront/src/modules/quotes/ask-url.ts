/** The pages about quotes. */
export const QUOTES_PATH = "/account/quotes"

/** What somebody asks a quote for: products, their cart, or their quick order. */
export type AskFor = { sku: string; quantity?: number }[] | "cart" | "quick-order"

/**
 * Returns the address of the page that asks for a quote, with what it is about.
 *
 * @example
 * <ButtonLink href={askForQuoteUrl([{ sku: "BOLT-10", quantity: 500 }])}>{t("askForQuote")}</ButtonLink>
 * <ButtonLink href={askForQuoteUrl("cart")}>{t("askForQuote")}</ButtonLink>
 */
export const askForQuoteUrl = (what: AskFor): string => {
  const query = new URLSearchParams()
  if (typeof what === "string") {
    query.set("from", what)
  } else {
    for (const { sku, quantity } of what) {
      query.append("sku", sku)
      query.append("quantity", String(quantity ?? 1))
    }
  }
  return `${QUOTES_PATH}/new?${query}`
}
