import type { MedusaContainer } from "@medusajs/framework/types"
import { createMedusaContainer } from "@medusajs/framework/utils"
import { OVERDUE_AFTER_MS, withFallback } from "../job-fallback"

const MINUTE_MS = 60_000

describe("A job that nobody schedules any more", () => {
  const container: MedusaContainer = createMedusaContainer()
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.clearAllTimers()
    jest.useRealTimers()
  })

  it("is run by the process itself, a quarter of an hour after the last run, again and again", async () => {
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

  it("is left to Medusa's schedule as long as that works", async () => {
    const job = jest.fn(async () => undefined)
    const scheduled = withFallback("test", job, container)

    for (let minute = 0; minute < 60; minute++) {
      await scheduled(container)
      await jest.advanceTimersByTimeAsync(MINUTE_MS)
    }
    expect(job).toHaveBeenCalledTimes(60)
  })

  it("is not begun a second time while it runs, and goes on after a failure", async () => {
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
