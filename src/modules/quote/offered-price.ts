import { MathBN } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"

/** What a line is offered at, said in at most one of these ways. Amounts are in major units. */
export type OfferedPrice = {
  unit_price?: number
  /** Off the list price, from 0 to 100. */
  discount_percentage?: number
  /** Off the list price. */
  discount_amount?: number
}

/** A line as far as its price is concerned. */
export type ListedLine = { sku: string | null; title: string; list_unit_price: number }

// BigNumber's ROUND_HALF_UP.
const HALF_UP = 4

const decimalsOf = (amount: number): number => MathBN.convert(amount).decimalPlaces() ?? 0

/**
 * The price of one unit that a line is offered at; `undefined` where nothing is said of it. Discounts are off the list
 * price and round half up, to the currency's smallest unit or to as many decimals as the list price itself has.
 *
 * @throws CustomerRoleError `invalid_request` for a price with more decimals than that, and for a discount of more than
 * the list price
 *
 * @example
 * offeredPriceOf({ sku: "BOLT-10", title: "Bolts", list_unit_price: 9.99 }, 2, { discount_percentage: 5 }) // 9.49
 */
export const offeredPriceOf = (line: ListedLine, currencyDecimals: number, offered: OfferedPrice): number | undefined => {
  const { unit_price, discount_percentage, discount_amount } = offered
  const decimals = Math.max(currencyDecimals, decimalsOf(line.list_unit_price))
  const name = line.sku ?? line.title
  if (unit_price !== undefined) {
    if (decimalsOf(unit_price) > decimals) {
      throw new CustomerRoleError("invalid_request", `items: the unit_price of ${name} can have at most ${decimals} decimals.`)
    }
    return unit_price
  }
  const discount =
    discount_percentage === undefined
      ? discount_amount
      : MathBN.div(MathBN.mult(line.list_unit_price, discount_percentage), 100)
  if (discount === undefined) {
    return undefined
  }
  const price = MathBN.sub(line.list_unit_price, discount)
  if (price.isNegative()) {
    throw new CustomerRoleError("invalid_request", `items: the discount on ${name} is more than its list price.`)
  }
  return price.decimalPlaces(decimals, HALF_UP).toNumber()
}
