/// <reference lib="es2023.intl" />

/** Formats amounts, quantities and dates for a locale. */
export type Formats = {
  /** An amount to pay, with the decimals of the currency. */
  amount: (value: number) => string
  /** A unit price, with the decimals of the currency or more if it has more. */
  price: (value: number) => string
  quantity: (value: number) => string
  date: (date: Date) => string
  dateTime: (date: Date) => string
  /** Decimals of amounts to pay. */
  decimals: number
}

/** Returns whether the fonts have all characters of a text. */
export type Covers = (text: string) => boolean

type FormatsInput = { locale: string; currencyCode: string; decimalDigits: number; covers: Covers }

/** The locale to use if another one is unknown or the fonts lack its characters. */
const FALLBACK_LOCALE = "en"

/** Stands for an invalid date. */
const NO_DATE = "–"

const MAX_DECIMALS = 20

const DATE = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory" } as const
const DATE_TIME = { ...DATE, hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const

/** Contains every digit and the sign, to test the fonts. */
const SAMPLE_NUMBER = -1_234_567_890.5

/** One date per month, to test the fonts with every month name. */
const SAMPLE_DATES = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2034, month, 28, 15, 16)))

/**
 * Returns the locale if `Intl` knows it, otherwise `en`.
 *
 * @example
 * toKnownLocale("de-AT") // "de-AT"
 * toKnownLocale("not a locale") // "en"
 */
export const toKnownLocale = (locale: string): string => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? FALLBACK_LOCALE
  } catch {
    return FALLBACK_LOCALE
  }
}

/**
 * Returns the formats of a document. Writes the currency code if the fonts lack its sign, and falls back to English if they
 * lack the digits or month names of the locale. Dates are in UTC and the Gregorian calendar.
 *
 * @example
 * createFormats({ locale: "de-DE", currencyCode: "eur", decimalDigits: 2, covers }).price(0.0125) // "0,0125 €"
 */
export const createFormats = ({ locale, currencyCode, decimalDigits, covers }: FormatsInput): Formats => {
  const digits = Math.min(Math.max(Math.trunc(decimalDigits) || 0, 0), MAX_DECIMALS)
  const money = createMoney(locale, currencyCode.toUpperCase(), covers)
  const quantities = firstCovered([locale, FALLBACK_LOCALE].map(decimalStyle), covers)({ maximumFractionDigits: MAX_DECIMALS })
  const datesIn = covers(SAMPLE_DATES.map(new Intl.DateTimeFormat(locale, DATE_TIME).format).join("")) ? locale : FALLBACK_LOCALE
  const dates = new Intl.DateTimeFormat(datesIn, DATE)
  const times = new Intl.DateTimeFormat(datesIn, DATE_TIME)
  return {
    amount: (value) => money(value, digits),
    price: (value) => money(value, Math.max(digits, countDecimals(withoutNoise(value)))),
    quantity: (value) => quantities.format(toDecimal(value)),
    date: (date) => (isDate(date) ? dates.format(date) : NO_DATE),
    dateTime: (date) => (isDate(date) ? times.format(date) : NO_DATE),
    decimals: digits,
  }
}

type Decimals = { minimumFractionDigits?: number; maximumFractionDigits?: number }
type NumberStyle = (decimals: Decimals) => Intl.NumberFormat

/** Removes the sign of a negative amount that rounds to zero. */
const SIGNED = { signDisplay: "negative" } as const

const decimalStyle =
  (locale: string): NumberStyle =>
  (decimals) =>
    new Intl.NumberFormat(locale, { ...SIGNED, ...decimals })

const currencyStyle =
  (locale: string, currency: string, currencyDisplay: "symbol" | "code"): NumberStyle =>
  (decimals) =>
    new Intl.NumberFormat(locale, { ...SIGNED, style: "currency", currency, currencyDisplay, ...decimals })

/** Returns the first style that the fonts can write, or the last one. */
const firstCovered = (styles: NumberStyle[], covers: Covers): NumberStyle =>
  styles.find((style) => covers(style({ maximumFractionDigits: 1 }).format(SAMPLE_NUMBER))) ?? styles[styles.length - 1]

const ISO_4217 = /^[A-Z]{3}$/

/** Formats a value with a number of decimals, rounding half up on the decimal value that people read. */
const createMoney = (locale: string, currency: string, covers: Covers): ((value: number, digits: number) => string) => {
  const known = ISO_4217.test(currency)
  const style = known
    ? firstCovered(
        [
          currencyStyle(locale, currency, "symbol"),
          currencyStyle(locale, currency, "code"),
          currencyStyle(FALLBACK_LOCALE, currency, "code"),
        ],
        covers
      )
    : firstCovered([locale, FALLBACK_LOCALE].map(decimalStyle), covers)
  const formats = new Map<number, Intl.NumberFormat>()
  return (value, digits) => {
    const format = formats.get(digits) ?? style({ minimumFractionDigits: digits, maximumFractionDigits: digits })
    formats.set(digits, format)
    const text = format.format(toDecimal(value))
    return known ? text : `${text} ${currency}`
  }
}

/**
 * Returns a number as decimal text. `Intl` rounds text as the decimal number that people read, but a float as its binary value:
 * 1.005 would become 1.00.
 *
 * @example
 * toDecimal(0.1 + 0.2) // "0.3"
 */
export const toDecimal = (value: number): `${number}` => `${withoutNoise(value)}`

/** Decimals beyond this count are noise of float arithmetic, not part of a price. */
const NOISE = 3

/** Turns 0.30000000000000004 into 0.3. A float keeps 15 digits reliably; more digits count only if they are not noise. */
const withoutNoise = (value: number): number => {
  const rounded = Number(value.toPrecision(15))
  return countDecimals(rounded) + NOISE <= countDecimals(value) ? rounded : value
}

const countDecimals = (value: number): number => {
  const [digits, exponent = "0"] = String(value).split("e")
  const [, decimals = ""] = digits.split(".")
  return Math.min(Math.max(decimals.length - Number(exponent), 0), MAX_DECIMALS)
}

const isDate = (date: Date): boolean => !Number.isNaN(date.getTime())
