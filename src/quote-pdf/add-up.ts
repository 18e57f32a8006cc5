import { toDecimal } from "./formats"

/** Decimals to calculate with, more than any amount has. */
const SCALE = 20

/**
 * Rounds amounts to the decimals of the currency so that they add up to their rounded total. If the rounded amounts miss the
 * total, corrects those with the largest rounding error. Prices that include taxes have parts with endless decimals:
 * 8.4034 + 6.3025 + 2.7941 = 17.50 becomes 8.40 + 6.30 + 2.80.
 *
 * Rounds each amount on its own if the exact amounts do not add up: the difference is not a rounding error then.
 *
 * @example
 * addUp([8.4034, 6.3025, 2.7941], 17.5, 2) // [8.4, 6.3, 2.8]
 */
export const addUp = (amounts: number[], total: number, decimals: number): number[] => {
  if (![...amounts, total].every(Number.isFinite)) {
    return amounts
  }
  const unit = 10n ** BigInt(SCALE - decimals)
  const exact = amounts.map(toScaled)
  const sum = exact.reduce((left, right) => left + right, 0n)
  const rounded = exact.map((amount) => toUnits(amount, unit))
  if (abs(sum - toScaled(total)) < unit) {
    const missing = toUnits(toScaled(total), unit) - rounded.reduce((left, right) => left + right, 0n)
    giveWay(exact, rounded, unit, missing)
  }
  return rounded.map((units) => Number(`${units}e-${decimals}`))
}

/**
 * Corrects the amounts with the largest rounding error by one unit each. Of equal errors it corrects the last one, so that
 * taxes change before goods.
 */
const giveWay = (exact: bigint[], rounded: bigint[], unit: bigint, missing: bigint): void => {
  const step = missing < 0n ? -1n : 1n
  const lost = exact.map((amount, index) => (amount - rounded[index] * unit) * step)
  const order = [...exact.keys()].sort((left, right) => compare(lost[right], lost[left]) || right - left)
  for (const index of order.slice(0, Number(abs(missing)))) {
    rounded[index] += step
  }
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0)

/** Rounds half a unit away from zero, as people expect of amounts. */
const toUnits = (amount: bigint, unit: bigint): bigint => {
  const units = (abs(amount) * 2n + unit) / (unit * 2n)
  return amount < 0n ? -units : units
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

const toScaled = (value: number): bigint => {
  const [, sign, whole, fraction = "", exponent = "0"] = NUMBER.exec(toDecimal(value)) ?? ["", "", "0"]
  const places = SCALE + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  const scaled = places >= 0 ? digits * 10n ** BigInt(places) : digits / 10n ** BigInt(-places)
  return sign === "-" ? -scaled : scaled
}
