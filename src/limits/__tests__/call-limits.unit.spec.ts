import { addressKey, CallLimits } from "../call-limits"
import { parsePluginOptions } from "../../options"

const limitsOf = (limits: Parameters<typeof parsePluginOptions>[0]) =>
  parsePluginOptions({ clerk: { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] }, limits }).limits

/** How many of so many calls at once are let through, and what the others are told. */
const callsOf = async (limits: CallLimits, count: number, who: string) => {
  const calls = await Promise.allSettled(Array.from({ length: count }, () => limits.take("exchanges", who)))
  const refused = calls.flatMap((call) => (call.status === "rejected" ? [call.reason] : []))
  return { passed: count - refused.length, refused }
}

describe("CallLimits", () => {
  it("lets as many calls through as the options say, for each caller, and says when there is room again", async () => {
    const limits = new CallLimits(limitsOf({ exchanges: 3 }))
    const { passed, refused } = await callsOf(limits, 5, "user_1")

    expect(passed).toBe(3)
    expect(refused).toHaveLength(2)
    expect(refused[0]).toMatchObject({ code: "too_many_requests", status: 429 })
    expect(refused[0].retryAfter).toBeGreaterThan(0)
    expect(refused[0].retryAfter).toBeLessThanOrEqual(60)
    expect((await callsOf(limits, 3, "user_2")).passed).toBe(3)
    await expect(limits.take("syncRuns", "user_1")).resolves.toBeUndefined()
  })

  it.each([[false], [{ exchanges: false }]])("counts nothing where the options switch it off: %j", async (options) => {
    expect((await callsOf(new CallLimits(limitsOf(options)), 200, "user_1")).passed).toBe(200)
  })

  it("counts in the process while Redis is away, and says so once", async () => {
    const said: string[] = []
    const limits = new CallLimits(limitsOf({ exchanges: 3, redisUrl: "redis://127.0.0.1:1" }), (message) => said.push(message))
    try {
      expect((await callsOf(limits, 5, "user_1")).passed).toBe(3)
      expect((await callsOf(limits, 5, "user_1")).passed).toBe(0)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(said).toEqual([expect.stringContaining("limits.redisUrl does not answer")])
    } finally {
      limits.close()
    }
  })
})

describe("addressKey", () => {
  it.each([
    ["203.0.113.7", "::ffff:203.0.113.7"],
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"],
    ["2001:DB8:1:2::1", "2001:0db8:0001:0002:0000:0000:0000:0001"],
  ])("counts %s and %s as one", (one, other) => {
    expect(addressKey(one)).toBe(addressKey(other))
  })

  it.each([
    ["203.0.113.7", "203.0.113.8"],
    ["2001:db8:1:2::1", "2001:db8:1:3::1"],
    ["::1", "127.0.0.1"],
  ])("counts %s and %s as two", (one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other))
  })

  it("has a bounded number of counts, however many addresses there are", () => {
    const keys = new Set(Array.from({ length: 200_000 }, (_, number) => addressKey(`10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`)))
    expect(keys.size).toBeLessThanOrEqual(65_536)
  })
})
