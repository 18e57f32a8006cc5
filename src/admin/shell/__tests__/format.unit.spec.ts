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

  it("are written in the browser's language if it does not know the dashboard's code", () => {
    expect(formatNumber(12, "ptBR!")).toBe("12")
  })
})
