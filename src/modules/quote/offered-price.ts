import { MathBN } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"

/** An offered price, given in at most one of these ways. Amounts are in major units. */
export type OfferedPrice = {
  unit_price?: number
  /** Off the list price, from 0 to 100. */
  discount_percentage?: number
  /** Off the list price. */
  discount_amount?: number
}

/** What the price rules need of a line. */
export type ListedLine = { sku: string | null; title: string; list_unit_price: number | null }

// ROUND_HALF_UP of bignumber.js.
const HALF_UP = 4

const decimalsOf = (amount: number): number => MathBN.convert(amount).decimalPlaces() ?? 0

/** The decimals of the currency, or of the list price if it has more: screws cost fractions of a cent. */
const decimalsFor = ({ list_unit_price }: ListedLine, currencyDecimals: number): number =>
  Math.max(currencyDecimals, list_unit_price === null ? 0 : decimalsOf(list_unit_price))

const nameOf = ({ sku, title }: ListedLine): string => sku ?? title

/**
 * Throws if the customer asks for a unit price with more decimals than the currency and the list price.
 *
 * @throws CustomerRoleError `invalid_request`
 *
 * @example
 * requireTargetPrice({ sku: "BOLT-10", title: "Bolts", list_unit_price: 10 }, 2, 7.5)
 */
export const requireTargetPrice = (line: ListedLine, currencyDecimals: number, target: number | undefined): void => {
  const decimals = decimalsFor(line, currencyDecimals)
  if (target !== undefined && decimalsOf(target) > decimals) {
    throw new CustomerRoleError(
      "invalid_request",
      `The target price of ${nameOf(line)} can have ${decimals === 0 ? "no decimals" : `at most ${decimals} decimals`}. Round it.`
    )
  }
}

/**
 * Returns the offered price of one unit, or `undefined` if the input offers none. Discounts apply to the list price. The
 * result rounds half up to the decimals of the currency, or of the list price if it has more.
 *
 * @throws CustomerRoleError `invalid_request` for a price with more decimals, for a discount larger than the list price, and
 * for a discount on a line without a list price
 *
 * @example
 * offeredPriceOf({ sku: "BOLT-10", title: "Bolts", list_unit_price: 9.99 }, 2, { discount_percentage: 5 }) // 9.49
 */
export const offeredPriceOf = (line: ListedLine, currencyDecimals: number, offered: OfferedPrice): number | undefined => {
  const { unit_price, discount_percentage, discount_amount } = offered
  const decimals = decimalsFor(line, currencyDecimals)
  const name = nameOf(line)
  if (unit_price !== undefined) {
    if (decimalsOf(unit_price) > decimals) {
      throw new CustomerRoleError("invalid_request", `The unit price of ${name} can have at most ${decimals} decimals. Round it.`)
    }
    return unit_price
  }
  if (discount_percentage === undefined && discount_amount === undefined) {
    return undefined
  }
  if (line.list_unit_price === null) {
    throw new CustomerRoleError("invalid_request", `${name} has no list price to discount. Send unit_price instead.`)
  }
  const discount =
    discount_percentage === undefined ? discount_amount : MathBN.div(MathBN.mult(line.list_unit_price, discount_percentage), 100)
  const price = MathBN.sub(line.list_unit_price, discount ?? 0)
  if (price.isNegative()) {
    throw new CustomerRoleError("invalid_request", `The discount on ${name} is more than its list price. Lower it.`)
  }
  return price.decimalPlaces(decimals, HALF_UP).toNumber()
}
