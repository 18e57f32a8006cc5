import { addressKey, CallLimits } from "../call-limits"
import { parsePluginOptions } from "../../options"

const limitsOf = (limits: Parameters<typeof parsePluginOptions>[0]) =>
  parsePluginOptions({ clerk: { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] }, limits }).limits

/** Makes several calls at once. Returns how many pass, and the errors of the others. */
const callsOf = async (limits: CallLimits, count: number, who: string) => {
  const calls = await Promise.allSettled(Array.from({ length: count }, () => limits.take("exchanges", who)))
  const refused = calls.flatMap((call) => (call.status === "rejected" ? [call.reason] : []))
  return { passed: count - refused.length, refused }
}

describe("CallLimits", () => {
  it("allows each caller the configured number of calls, and tells when the next one is allowed", async () => {
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

  it.each([[false], [{ exchanges: false }]])("allows any number of calls with the options %j", async (options) => {
    expect((await callsOf(new CallLimits(limitsOf(options)), 200, "user_1")).passed).toBe(200)
  })

  it("counts in the process while Redis is unavailable, and warns once", async () => {
    const said: string[] = []
    const limits = new CallLimits(limitsOf({ exchanges: 3, redisUrl: "redis://127.0.0.1:1" }), (message) => said.push(message))
    try {
      expect((await callsOf(limits, 5, "user_1")).passed).toBe(3)
      expect((await callsOf(limits, 5, "user_1")).passed).toBe(0)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(said).toEqual([expect.stringContaining("The Redis of limits.redisUrl does not answer")])
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
  ])("gives %s and %s the same counter", (one, other) => {
    expect(addressKey(one)).toBe(addressKey(other))
  })

  it.each([
    ["203.0.113.7", "203.0.113.8"],
    ["2001:db8:1:2::1", "2001:db8:1:3::1"],
    ["::1", "127.0.0.1"],
  ])("gives %s and %s different counters", (one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other))
  })

  it("uses a bounded number of counters for any number of addresses", () => {
    const keys = new Set(
      Array.from({ length: 200_000 }, (_, number) => addressKey(`10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`))
    )
    expect(keys.size).toBeLessThanOrEqual(65_536)
  })
})
