import { currencyDigits, formatMoney, formatNumber, formatPercent } from "../format"

const plain = (text: string): string => text.replace(/\s/g, " ")

describe("amounts and numbers in the admin's language", () => {
  it("keep the decimals of a currency, and more if the amount has them", () => {
    expect(plain(formatMoney(1234.5, "eur", "de"))).toBe("1.234,50 €")
    expect(plain(formatMoney(0.125, "eur", "en"))).toBe("€0.125")
    expect(plain(formatMoney(1234, "jpy", "en"))).toBe("¥1,234")
    expect([currencyDigits("eur"), currencyDigits("jpy"), currencyDigits("tnd")]).toEqual([2, 0, 3])
  })

  it("round percentages to one decimal", () => {
    expect(plain(formatPercent(7.25, "de"))).toBe("7,3 %")
    expect(formatPercent(10, "en")).toBe("10%")
  })

  it("tell apart the currencies that share a sign", () => {
    expect(["usd", "cad", "cny", "jpy"].map((currency) => plain(formatMoney(5, currency, "en")))).toEqual([
      "$5.00",
      "CA$5.00",
      "CN¥5.00",
      "¥5",
    ])
  })

  it("are written in each of the dashboard's languages, and in English if a browser does not know its code", () => {
    expect(formatNumber(1234.5, "ptBR")).toBe("1.234,5")
    expect(formatNumber(1234.5, "ptBR!")).toBe("1,234.5")
  })
})
