import type { MedusaContainer } from "@medusajs/framework/types"
import { createMedusaContainer } from "@medusajs/framework/utils"
import { OVERDUE_AFTER_MS, withFallback } from "../job-fallback"

const MINUTE_MS = 60_000

describe("withFallback", () => {
  const container: MedusaContainer = createMedusaContainer()
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.clearAllTimers()
    jest.useRealTimers()
  })

  it("runs an unscheduled job every quarter of an hour", async () => {
    const job = jest.fn(async () => undefined)
    withFallback("test", job, container)

    await jest.advanceTimersByTimeAsync(OVERDUE_AFTER_MS - MINUTE_MS)
    expect(job).not.toHaveBeenCalled()
    await jest.advanceTimersByTimeAsync(2 * MINUTE_MS)
    expect(job).toHaveBeenCalledTimes(1)
    expect(job).toHaveBeenCalledWith(container)
    await jest.advanceTimersByTimeAsync(4 * OVERDUE_AFTER_MS)
    expect(job.mock.calls.length).toBeGreaterThanOrEqual(4)
  })

  it("stays idle while Medusa's schedule works", async () => {
    const job = jest.fn(async () => undefined)
    const scheduled = withFallback("test", job, container)

    for (let minute = 0; minute < 60; minute++) {
      await scheduled(container)
      await jest.advanceTimersByTimeAsync(MINUTE_MS)
    }
    expect(job).toHaveBeenCalledTimes(60)
  })

  it("never overlaps runs, and continues after a failed one", async () => {
    let fail = (_error: Error): void => undefined
    const job = jest.fn(() => new Promise<void>((_resolve, reject) => (fail = reject)))
    withFallback("test", job, container)

    await jest.advanceTimersByTimeAsync(3 * OVERDUE_AFTER_MS)
    expect(job).toHaveBeenCalledTimes(1)
    fail(new Error("away"))
    await jest.advanceTimersByTimeAsync(MINUTE_MS)
    expect(job).toHaveBeenCalledTimes(2)
  })
})
