import { SigningKeys } from "../signing-keys"

const MINUTE = 60_000

/** Creates a key server, a clock, and signing keys that use both. */
const setUp = (served: Record<string, string>) => {
  const server = { served, requests: 0, broken: false }
  const clock = { now: 1_000_000 }
  const read = async () => {
    server.requests += 1
    if (server.broken) {
      throw new Error("away")
    }
    return new Map(Object.entries(server.served))
  }
  return { server, clock, keys: new SigningKeys(read, () => clock.now) }
}

describe("SigningKeys", () => {
  it("reads the keys once for many concurrent requests", async () => {
    const { server, keys } = setUp({ one: "PEM 1" })
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find("one")))
    expect(new Set(found)).toEqual(new Set(["PEM 1"]))
    await keys.find("one")
    expect(server.requests).toBe(1)
  })

  it("finds a rotated key and forgets the old one", async () => {
    const { server, clock, keys } = setUp({ old: "PEM 1" })
    await keys.find("old")
    server.served = { new: "PEM 2" }
    clock.now += MINUTE
    await expect(keys.find("new")).resolves.toBe("PEM 2")
    await expect(keys.find("old")).resolves.toBeUndefined()
  })

  it("forgets a key that Clerk has withdrawn within five minutes", async () => {
    const { server, clock, keys } = setUp({ one: "PEM 1" })
    await keys.find("one")
    server.served = { two: "PEM 2" }
    clock.now += 5 * MINUTE
    await expect(keys.find("one")).resolves.toBeUndefined()
  })

  it("keeps known keys for a day while Clerk is unavailable, and retries in the background", async () => {
    const { server, clock, keys } = setUp({ one: "PEM 1" })
    await keys.find("one")
    server.broken = true
    for (let minute = 0; minute < 30; minute += 5) {
      clock.now += 5 * MINUTE
      await expect(keys.find("one")).resolves.toBe("PEM 1")
      await expect(keys.find("one")).resolves.toBe("PEM 1")
    }
    expect(server.requests).toBe(7)
    clock.now += 24 * 60 * MINUTE
    await expect(keys.find("one")).rejects.toThrow("away")
  })

  it("forgets a withdrawn key once Clerk is available again", async () => {
    const { server, clock, keys } = setUp({ one: "PEM 1" })
    await keys.find("one")
    server.broken = true
    clock.now += 5 * MINUTE
    await keys.find("one")
    server.broken = false
    server.served = { two: "PEM 2" }
    clock.now += MINUTE
    await keys.find("one")
    await expect(keys.find("one")).resolves.toBeUndefined()
  })

  it("reads the keys at most once in ten seconds when asked for unknown ids", async () => {
    const { server, clock, keys } = setUp({ one: "PEM 1" })
    for (let second = 0; second < 30; second++) {
      await expect(keys.find(`made-up-${second}`)).resolves.toBeUndefined()
      clock.now += 1_000
    }
    expect(server.requests).toBe(3)
  })

  it("rethrows the error of a failed read, and recovers", async () => {
    const { server, keys } = setUp({ one: "PEM 1" })
    server.broken = true
    await expect(keys.find("one")).rejects.toThrow("away")
    server.broken = false
    await expect(keys.find("one")).resolves.toBe("PEM 1")
  })
})
