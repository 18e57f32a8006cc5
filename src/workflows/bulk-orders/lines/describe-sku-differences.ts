import { differencesOf, quoteSku } from "../../../modules/customer-role/look-alike-skus"

/** More names would make the message unreadable. */
const MOST_NAMED = 10

/**
 * Returns a message about how similar SKUs differ from the requested one.
 *
 * @example
 * tellApart("ab1", ["AB-1", "AB1"])
 * // 'Several SKUs are like "ab1": "AB-1" differs in the case of letters and in dashes, "AB1" in the case of letters.'
 */
export const tellApart = (sku: string, others: string[]): string => {
  const differences = others.slice(0, MOST_NAMED).map((other) => `${quoteSku(other)} differs ${listOf(differencesOf(sku, other))}`)
  return `${others.length > 1 ? "Several SKUs are" : "One SKU is"} like ${quoteSku(sku)}: ${differences.join(", ")}.`
}

const listOf = (names: string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "in nothing")
