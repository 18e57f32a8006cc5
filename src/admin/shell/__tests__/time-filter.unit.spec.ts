import { readTimeFilter, throughLastDay, toTimeFilter, writeTimeFilter } from "../time-filter"

const NOVEMBER = { $gte: "2026-11-01T00:00:00.000Z", $lte: "2026-11-30T23:59:59.999Z" }

describe("a filter by time in a list's URL", () => {
  it("is read back as it was written", () => {
    expect(readTimeFilter(writeTimeFilter(NOVEMBER))).toEqual(NOVEMBER)
  })

  it.each([
    null,
    "",
    "null",
    "{}",
    "[]",
    "7",
    '"2026-11-01"',
    '{"$gte":"yesterday"}',
    '{"$in":["2026-11-01"]}',
    '{"$gte":{"$gte":1}}',
    "{",
  ])("is none if the URL says %s", (parameter) => {
    expect(readTimeFilter(parameter)).toBeUndefined()
  })

  it("keeps the bounds that are times, in the server's format", () => {
    expect(toTimeFilter({ $gte: "2026-11-01", $lt: "soon", $lte: "+275760-09-13T00:00:00.000Z", $ne: "2026-11-02" })).toEqual({
      $gte: "2026-11-01T00:00:00.000Z",
    })
  })
})

describe("throughLastDay", () => {
  it("includes the last day, wherever the browser is", () => {
    const picked = new Date(2026, 10, 30)

    const { $gte, $lte } = throughLastDay({ $gte: NOVEMBER.$gte, $lte: picked.toISOString() })

    expect($gte).toBe(NOVEMBER.$gte)
    expect($lte).toBe(new Date(2026, 10, 30, 23, 59, 59, 999).toISOString())
    expect(throughLastDay({ $lte })).toEqual({ $lte })
  })

  it("changes nothing without a last day", () => {
    expect(throughLastDay({ $gte: NOVEMBER.$gte })).toEqual({ $gte: NOVEMBER.$gte })
  })
})
