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
export type ListedLine = { sku: string | null; title: string; list_unit_price: number | null }

// BigNumber's ROUND_HALF_UP.
const HALF_UP = 4

const decimalsOf = (amount: number): number => MathBN.convert(amount).decimalPlaces() ?? 0

/** Those of the currency, and what the list price itself has beyond them: screws cost fractions of a cent. */
const decimalsFor = ({ list_unit_price }: ListedLine, currencyDecimals: number): number =>
  Math.max(currencyDecimals, list_unit_price === null ? 0 : decimalsOf(list_unit_price))

const nameOf = ({ sku, title }: ListedLine): string => sku ?? title

/**
 * Refuses a price that a customer would like to pay for one where the currency does not have its decimals.
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
      `items: the target_unit_price of ${nameOf(line)} can have ${decimals === 0 ? "no decimals" : `at most ${decimals} decimals`}.`
    )
  }
}

/**
 * The price of one unit that a line is offered at; `undefined` where nothing is said of it. Discounts are off the list
 * price and round half up, to the currency's smallest unit or to as many decimals as the list price itself has.
 *
 * @throws CustomerRoleError `invalid_request` for a price with more decimals than that, and for a discount of more than
 * the list price or off none
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
      throw new CustomerRoleError("invalid_request", `items: the unit_price of ${name} can have at most ${decimals} decimals.`)
    }
    return unit_price
  }
  if (discount_percentage === undefined && discount_amount === undefined) {
    return undefined
  }
  if (line.list_unit_price === null) {
    throw new CustomerRoleError("invalid_request", `items: ${name} has no list price that a discount could be taken off. Send unit_price.`)
  }
  const discount =
    discount_percentage === undefined
      ? discount_amount
      : MathBN.div(MathBN.mult(line.list_unit_price, discount_percentage), 100)
  const price = MathBN.sub(line.list_unit_price, discount ?? 0)
  if (price.isNegative()) {
    throw new CustomerRoleError("invalid_request", `items: the discount on ${name} is more than its list price.`)
  }
  return price.decimalPlaces(decimals, HALF_UP).toNumber()
}
