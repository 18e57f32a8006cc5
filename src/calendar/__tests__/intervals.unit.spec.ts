import fc from "fast-check"
import { addDays, dayIn, listIntervals } from "../intervals"

const startsOf = (...[first, last, interval]: [string, string, "day" | "week" | "month"]) =>
  listIntervals(first, last, interval, 366)?.map(({ start }) => start)

describe("Calendar intervals", () => {
  it("are the days of a range, both ends included", () => {
    expect(startsOf("2028-02-28", "2028-03-01", "day")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"])
  })

  it("are weeks that begin on Mondays, the first of them cut off where the range begins", () => {
    expect(listIntervals("2026-11-05", "2026-11-16", "week", 366)).toEqual([
      { calendar_start: "2026-11-02", start: "2026-11-05" },
      { calendar_start: "2026-11-09", start: "2026-11-09" },
      { calendar_start: "2026-11-16", start: "2026-11-16" },
    ])
    expect(startsOf("2026-11-08", "2026-11-08", "week")).toEqual(["2026-11-08"])
  })

  it("are months, whatever their length", () => {
    expect(startsOf("2026-01-31", "2026-04-30", "month")).toEqual(["2026-01-31", "2026-02-01", "2026-03-01", "2026-04-01"])
  })

  it("are refused when there are too many", () => {
    expect(listIntervals("2026-01-01", "2026-12-31", "day", 365)).toHaveLength(365)
    expect(listIntervals("2026-01-01", "2027-01-01", "day", 365)).toBeUndefined()
    expect(listIntervals("1970-01-01", "2999-12-31", "day", 366)).toBeUndefined()
    expect(listIntervals("1970-01-01", "2999-12-31", "month", 366)).toBeUndefined()
  })

  it("cover each day of a range exactly once", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom("day", "week", "month"),
        (from, length, interval) => {
          const first = addDays("1970-01-01", from)
          const last = addDays(first, length)
          const intervals = listIntervals(first, last, interval, 400) ?? []
          const starts = intervals.map(({ start }) => start)
          expect(starts[0]).toBe(first)
          expect([...starts].sort()).toEqual(starts)
          expect(new Set(starts).size).toBe(starts.length)
          expect(starts.every((start) => start <= last)).toBe(true)
          expect(intervals.every(({ calendar_start, start }) => calendar_start <= start)).toBe(true)
        }
      )
    )
  })
})

describe("The day of a moment", () => {
  const moment = new Date("2026-11-30T10:30:00Z")

  it.each([
    ["UTC", "2026-11-30"],
    ["America/Los_Angeles", "2026-11-30"],
    ["Pacific/Auckland", "2026-11-30"],
    ["Pacific/Kiritimati", "2026-12-01"],
    ["Pacific/Pago_Pago", "2026-11-29"],
  ])("is in %s the day that the clock shows there", (zone, day) => {
    expect(dayIn(zone, moment)).toBe(day)
  })
})
