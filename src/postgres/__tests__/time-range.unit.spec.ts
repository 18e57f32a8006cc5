import { inTimeRange } from "../time-range"

const NOON = new Date("2026-11-30T12:00:00.000Z")
const AFTER_NOON = new Date("2026-11-30T12:00:00.001Z")

describe("inTimeRange", () => {
  it("compares to the millisecond, because answers show no microseconds", () => {
    expect(inTimeRange("m.created_at", { $gte: NOON, $lt: AFTER_NOON })).toEqual({
      sql: "m.created_at >= ? AND m.created_at < ?",
      bindings: [NOON, AFTER_NOON],
    })
    expect(inTimeRange("m.created_at", { $gt: NOON })).toEqual({ sql: "m.created_at >= ?", bindings: [AFTER_NOON] })
    expect(inTimeRange("m.created_at", { $lte: NOON })).toEqual({ sql: "m.created_at < ?", bindings: [AFTER_NOON] })
  })

  it("finds every time without a bound", () => {
    expect(inTimeRange("m.created_at", {})).toEqual({ sql: "TRUE", bindings: [] })
  })
})
