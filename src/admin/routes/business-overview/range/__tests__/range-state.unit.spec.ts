import { barInterval, countDays, customRange, periodBefore, readRange, toQuery, toRange, writeRange } from "../range-state"

const TODAY = "2026-11-29"
const read = (search: string) => readRange(new URLSearchParams(search), TODAY)

describe("The range of the overview", () => {
  it("is the last 30 days, today included, if the URL says nothing", () => {
    expect(read("")).toEqual({ preset: "30d", first: "2026-10-31", last: TODAY })
    expect(countDays(read(""))).toBe(30)
  })

  it.each([
    ["7d", "2026-11-23", 7],
    ["90d", "2026-09-01", 90],
    ["12m", "2025-11-30", 365],
  ] as const)("of %s begins on %s", (preset, first, days) => {
    expect(read(`range=${preset}`)).toEqual({ preset, first, last: TODAY })
    expect(countDays(toRange(preset, TODAY))).toBe(days)
  })

  it("of 12 months that end on a leap day has a year", () => {
    expect(toRange("12m", "2028-02-29")).toEqual({ preset: "12m", first: "2027-03-02", last: "2028-02-29" })
  })

  it("is read back from the URL that it writes", () => {
    for (const search of ["", "range=7d", "range=12m", "first=2026-01-01&last=2026-01-31"]) {
      expect(writeRange(read(search)).toString()).toBe(search)
    }
  })

  it.each([
    ["is no day", "first=2026-02-30&last=2026-03-01"],
    ["is upside down", "first=2026-03-02&last=2026-03-01"],
    ["is not over", "first=2026-03-01&last=2026-11-30"],
    ["lacks an end", "first=2026-03-01"],
    ["is longer than ten years", "first=2015-01-01&last=2026-03-01"],
    ["is before the shop", "first=1999-12-31&last=2000-03-01"],
    ["is unknown", "range=99d"],
  ])("is the default if the URL's %s", (_why, search) => {
    expect(read(search)).toEqual(toRange("30d", TODAY))
  })

  it("may be a single day", () => {
    expect(customRange(TODAY, TODAY, TODAY)).toEqual({ preset: "custom", first: TODAY, last: TODAY })
  })

  it("comes with as many days right before it", () => {
    expect(periodBefore({ first: "2026-03-01", last: "2026-03-31" })).toEqual({ first: "2026-01-29", last: "2026-02-28" })
    expect(periodBefore({ first: TODAY, last: TODAY })).toEqual({ first: "2026-11-28", last: "2026-11-28" })
  })

  it("is counted by day up to a year, and by month beyond", () => {
    expect(toQuery({ first: "2026-11-01", last: "2026-11-30" }, "Europe/Berlin")).toEqual({
      from: "2026-11-01",
      to: "2026-12-01",
      interval: "day",
      time_zone: "Europe/Berlin",
    })
    expect(toQuery({ first: "2025-01-01", last: "2026-01-01" }, "UTC")).toMatchObject({ interval: "day" })
    expect(toQuery({ first: "2025-01-01", last: "2026-01-02" }, "UTC")).toMatchObject({ interval: "month" })
  })

  it("has a bar for each day, week or month, by its length", () => {
    const most = { day: 31, week: 190 }
    const intervals = ["2026-11-01", "2026-10-01", "2026-01-01"].map((first) => barInterval({ first, last: TODAY }, most))
    expect(intervals).toEqual(["day", "week", "month"])
  })
})
