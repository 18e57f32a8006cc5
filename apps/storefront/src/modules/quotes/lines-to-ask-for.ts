type Query = { sku?: string | string[]; quantity?: string | string[] }

const MOST = 100

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

/** Reads the lines that the address of the page names. Anybody may have written it. */
export const linesToAskFor = ({ sku, quantity }: Query): { sku: string; quantity: string }[] => {
  const quantities = listOf(quantity)
  return listOf(sku)
    .slice(0, MOST)
    .map((name, at) => ({ sku: name.trim(), quantity: /^[1-9]\d{0,8}$/.test(quantities[at] ?? "") ? (quantities[at] ?? "1") : "1" }))
    .filter(({ sku: name }) => name !== "" && name.length <= 255)
}
