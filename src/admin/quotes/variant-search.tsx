import { Combobox } from "@medusajs/dashboard/components"
import { useDebouncedSearch } from "@medusajs/dashboard/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { FoundVariant } from "../api/quote-types"
import { searchVariants } from "../api/medusa"
import { quoteKeys } from "../api/quotes"
import { useText } from "../i18n/use-text"

/** What a variant is called: its product, its own name and its SKU. */
export const variantName = ({ title, sku, product }: FoundVariant): string =>
  [product?.title, title, sku].filter((part, index, parts) => part && parts.indexOf(part) === index).join(" · ")

/** Searches products by title or SKU, and hands over the variant that the admin chooses. */
export const VariantSearch = ({ onChoose, autoFocus }: { onChoose: (variant: FoundVariant) => void; autoFocus?: boolean }) => {
  const { text } = useText()
  const { searchValue, onSearchValueChange, query = "" } = useDebouncedSearch()
  const { data = [] } = useQuery({
    queryKey: [...quoteKeys.all, "variants", query],
    queryFn: () => searchVariants(query),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return (
    <Combobox
      aria-label={text("quotes.addProduct")}
      placeholder={text("quotes.addProductHint")}
      autoFocus={autoFocus}
      value=""
      searchValue={searchValue}
      onSearchValueChange={onSearchValueChange}
      options={data.map((variant) => ({ value: variant.id, label: variantName(variant) }))}
      noResultsPlaceholder={<span className="text-ui-fg-subtle txt-compact-small px-2 py-1.5">{text("quotes.addProductNone")}</span>}
      onChange={(id) => {
        const found = data.find((variant) => variant.id === id)
        if (found) {
          onSearchValueChange("")
          onChoose(found)
        }
      }}
    />
  )
}
