import { rememberFor } from "../remember-for"

describe("an answer that is remembered", () => {
  afterEach(() => {
    jest.useRealTimers()
  })

  it("is shared for a while, and asked for again after that", async () => {
    jest.useFakeTimers()
    let count = 0
    const ask = rememberFor(60, async (text: string) => `${text} ${++count}`)
    expect(await Promise.all([ask("a"), ask("a"), ask("b")])).toEqual(["a 1", "a 1", "b 2"])
    jest.advanceTimersByTime(60_000)
    expect(await ask("a")).toBe("a 3")
  })

  it("is asked for again after a failure", async () => {
    let count = 0
    const ask = rememberFor(60, async () => (++count === 1 ? Promise.reject(new Error("away")) : count))
    await expect(ask()).rejects.toThrow("away")
    expect(await ask()).toBe(2)
  })
})
