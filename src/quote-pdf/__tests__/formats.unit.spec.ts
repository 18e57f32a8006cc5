import fc from "fast-check"
import { createFormats, toKnownLocale } from "../formats"

/** Replaces the non-breaking blanks of `Intl`, which differ between versions. */
const plain = (text: string): string => text.replace(/\s/g, " ")

const formats = (locale: string, currencyCode: string, decimalDigits: number, covers: (text: string) => boolean = () => true) =>
  createFormats({ locale, currencyCode, decimalDigits, covers })

/** The characters of a font like Roboto. */
const european = (text: string): boolean => /^[\s\x20-\u04ff\u2010-\u2030€₪]*$/u.test(text)

describe("The amount format", () => {
  it.each([
    ["de-DE", "eur", 2, 1234.5, "1.234,50 €"],
    ["en-GB", "EUR", 2, 1234.5, "€1,234.50"],
    ["en-US", "usd", 2, -5, "-$5.00"],
    ["fr-FR", "eur", 2, 1234567.891, "1 234 567,89 €"],
    ["es-ES", "eur", 2, 12345.6, "12.345,60 €"],
    ["en", "jpy", 0, 983300, "¥983,300"],
    ["en", "kwd", 3, 983.7125, "KWD 983.713"],
    ["en", "usd", 2, 0, "$0.00"],
    ["en", "usd", 2, -0.001, "$0.00"],
    ["en", "usd", 2, 1.005, "$1.01"],
    ["en", "usd", 2, 8.345, "$8.35"],
    ["en", "usd", 2, 0.1 + 0.2, "$0.30"],
    ["en", "usd", 2, 999_999_999 * 1_000_000, "$999,999,999,000,000.00"],
  ])("writes in %s and %s with %d decimals %d as %s", (locale, currency, digits, value, expected) => {
    expect(plain(formats(locale, currency, digits).amount(value))).toBe(expected)
  })

  it("writes an unknown currency code behind the number", () => {
    expect(formats("en", "points", 1).amount(12.34)).toBe("12.3 POINTS")
  })

  it.each([NaN, Infinity, -Infinity, 1e300, 5e-324])("does not throw for %d", (value) => {
    expect(formats("en", "usd", 2).amount(value)).not.toBe("")
    expect(formats("en", "usd", 2).price(value)).not.toBe("")
    expect(formats("en", "usd", 2).quantity(value)).not.toBe("")
  })

  it.each([NaN, -1, 2.7, 1000])("clamps %d decimals to the allowed range", (digits) => {
    expect(formats("en", "usd", digits).amount(1)).toMatch(/^\$1(\.0+)?$/)
  })
})

describe("The price format", () => {
  it.each([
    [0.0125, "€0.0125"],
    [12, "€12.00"],
    [12.3, "€12.30"],
    [0.0985, "€0.0985"],
    [1e-7, "€0.0000001"],
    [0.1 + 0.2, "€0.30"],
    [1.1 * 1.1, "€1.21"],
    [4.35 * 100, "€435.00"],
    [12345678901234.56, "€12,345,678,901,234.56"],
  ])("writes all decimals of %d", (value, expected) => {
    expect(formats("en", "eur", 2).price(value)).toBe(expected)
  })

  it("keeps all digits that a shop can enter", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 6 }), (units, decimals) => {
        const value = Number(`${units}e-${decimals}`)
        expect(Number(formats("en", "usd", 2).price(value).replace(/[$,]/g, ""))).toBe(value)
      })
    )
  })
})

describe("The quantity format", () => {
  it.each([
    ["de-DE", 999_999_999, "999.999.999"],
    ["en", 2.5, "2.5"],
    ["en", 0, "0"],
  ])("writes in %s %d as %s", (locale, value, expected) => {
    expect(formats(locale, "eur", 2).quantity(value)).toBe(expected)
  })
})

describe("The date format", () => {
  const date = new Date("2026-12-31T23:30:00Z")

  it.each([
    ["en-GB", "31 December 2026", "23:30 UTC"],
    ["en-US", "December 31, 2026", "11:30 PM UTC"],
    ["de-DE", "31. Dezember 2026", "23:30 UTC"],
    ["fr-FR", "31 décembre 2026", "23:30 UTC"],
    ["es-ES", "31 de diciembre de 2026", "23:30 UTC"],
  ])("uses UTC in %s", (locale, day, time) => {
    const { date: writeDate, dateTime } = formats(locale, "eur", 2)
    expect(plain(writeDate(date))).toBe(day)
    expect(plain(dateTime(date)).startsWith(day)).toBe(true)
    expect(plain(dateTime(date)).endsWith(time)).toBe(true)
  })

  it("uses the Gregorian calendar", () => {
    expect(formats("th-TH", "thb", 2).date(date)).toContain("2026")
  })

  it("writes a placeholder for an invalid date", () => {
    expect(formats("en", "eur", 2).date(new Date(NaN))).toBe("–")
    expect(formats("en", "eur", 2).dateTime(new Date(NaN))).toBe("–")
  })
})

describe("createFormats", () => {
  it("uses the currency code if the font lacks the currency sign", () => {
    expect(plain(formats("uk-UA", "uah", 2, european).amount(1234.5))).toBe("1 234,50 UAH")
  })

  it("uses English if the font lacks the digits or month names of the locale", () => {
    const { amount, quantity, date } = formats("ar-EG", "egp", 2, european)
    expect(plain(amount(1234.5))).toBe("EGP 1,234.50")
    expect(quantity(1234)).toBe("1,234")
    expect(date(new Date("2026-01-05"))).toBe("January 5, 2026")
  })

  it("follows the locale if the font has all characters", () => {
    expect(formats("ar-EG", "egp", 2).quantity(12)).toBe("١٢")
  })
})

describe("toKnownLocale", () => {
  it.each(["de-DE", "en", "fr-CA", "zh-Hant-TW"])("keeps %s", (locale) => {
    expect(toKnownLocale(locale)).toBe(locale)
  })

  it.each(["", "xx-YY", "not a locale", "de_DE", "\0", "de-DE-u-nu-", "x".repeat(999)])("falls back to English for %j", (locale) => {
    expect(toKnownLocale(locale)).toBe("en")
  })
})
