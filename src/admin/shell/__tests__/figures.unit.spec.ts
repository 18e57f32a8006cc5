import { formatDay, formatDays, formatDuration, formatRounded, formatShare, localeOf } from "../figures"

describe("Words for figures", () => {
  it("write numbers and shares as the language does", () => {
    expect([formatRounded(1234.56, "en"), formatRounded(1234.56, "de")]).toEqual(["1,234.6", "1.234,6"])
    expect([formatShare(31, 38, "en"), formatShare(0, 5, "en"), formatShare(0, 0, "en")]).toEqual(["82%", "0%", "–"])
  })

  it.each([
    ["en", "en"],
    ["de", "de"],
    ["ptBR", "pt-BR"],
    ["zhCN", "zh-CN"],
    ["not a language", "en"],
  ])("read the dashboard's language %s as %s", (language, locale) => {
    expect(localeOf(language)).toBe(locale)
  })

  it.each([
    [null, "–"],
    [0, "0 minutes"],
    [90, "2 minutes"],
    [5_400, "1.5 hours"],
    [86_400, "24 hours"],
    [172_800, "2 days"],
    [8_640_000, "100 days"],
  ])("write %s seconds as %s", (seconds, words) => {
    expect(formatDuration(seconds, "en")).toBe(words)
  })

  it.each(["America/Los_Angeles", "Europe/Berlin", "Pacific/Auckland"])("name the same day in a browser in %s", (zone) => {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      expect(formatDay("2026-11-01", "en")).toBe("Nov 1, 2026")
      expect(formatDays("2026-11-01", "2026-11-01", "en")).toBe("Nov 1, 2026")
    } finally {
      process.env.TZ = before
    }
  })
})
