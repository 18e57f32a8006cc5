/// <reference lib="es2023.intl" />

/** Writes amounts, quantities and dates the way a locale does. */
export type Formats = {
  /** An amount to pay: with the decimals of the currency. */
  amount: (value: number) => string
  /** A price: with the decimals of the currency, and all that it has beyond them. */
  price: (value: number) => string
  quantity: (value: number) => string
  date: (date: Date) => string
  dateTime: (date: Date) => string
  /** How many decimals amounts to pay have. */
  decimals: number
}

/** Whether the document's font has all characters of a text. */
export type Covers = (text: string) => boolean

type FormatsInput = { locale: string; currencyCode: string; decimalDigits: number; covers: Covers }

/** How numbers and dates are written where a locale cannot be followed. */
const FALLBACK_LOCALE = "en"

/** What is written where a date is none. */
const NO_DATE = "–"

const MAX_DECIMALS = 20

const DATE = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory" } as const
const DATE_TIME = { ...DATE, hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const

/** Shows every digit, and the sign. */
const SAMPLE_NUMBER = -1_234_567_890.5

/** One in every month, for the names, in the afternoon. */
const SAMPLE_DATES = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2034, month, 28, 15, 16)))

/**
 * The locale itself where numbers and dates can be written in it, `en` where it is unknown or malformed.
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
 * How a document writes amounts, quantities and dates. The currency's code stands for a sign that the font lacks; digits
 * and names of a locale that it lacks are written as in English. Dates are those of UTC, in the Gregorian calendar.
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

/** No sign before a zero that was rounded from below. */
const SIGNED = { signDisplay: "negative" } as const

const decimalStyle =
  (locale: string): NumberStyle =>
  (decimals) =>
    new Intl.NumberFormat(locale, { ...SIGNED, ...decimals })

const currencyStyle =
  (locale: string, currency: string, currencyDisplay: "symbol" | "code"): NumberStyle =>
  (decimals) =>
    new Intl.NumberFormat(locale, { ...SIGNED, style: "currency", currency, currencyDisplay, ...decimals })

/** The first style that can be written, the last where none can. */
const firstCovered = (styles: NumberStyle[], covers: Covers): NumberStyle =>
  styles.find((style) => covers(style({ maximumFractionDigits: 1 }).format(SAMPLE_NUMBER))) ?? styles[styles.length - 1]

const ISO_4217 = /^[A-Z]{3}$/

/** Writes a value with so many decimals. Half of the last one is rounded up, as in the decimal number that one reads. */
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
 * A number as one reads it. As text, `Intl` rounds the decimal number; as a float, the binary one behind it: 1.005 would
 * become 1.00.
 *
 * @example
 * toDecimal(0.1 + 0.2) // "0.3"
 */
export const toDecimal = (value: number): `${number}` => `${withoutNoise(value)}`

/** How many decimals make the difference between a price and what is left over from computing with floats. */
const NOISE = 3

/** 0.30000000000000004 is 0.3. A float keeps 15 digits; what it has beyond them counts where they are not mere noise. */
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
