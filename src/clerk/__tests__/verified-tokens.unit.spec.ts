import { VerifiedTokens } from "../verified-tokens"

const SKEW_MS = 5_000
const NOW = Date.parse("2026-01-01T00:00:00Z")
const seconds = (offset: number) => NOW / 1000 + offset

describe("VerifiedTokens", () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW })
  })

  afterEach(() => {
    jest.useRealTimers()
  })

  it("remembers a token for the clock skew beyond its expiry, and no longer", () => {
    const tokens = new VerifiedTokens<string>(SKEW_MS)
    tokens.add("token", "ada", { exp: seconds(30) })
    jest.setSystemTime(NOW + 30_000 + SKEW_MS - 1)
    expect(tokens.get("token")).toBe("ada")
    jest.setSystemTime(NOW + 30_000 + SKEW_MS)
    expect(tokens.get("token")).toBeUndefined()
  })

  it("forgets a token after a minute, however long it lives, so that its signature is checked again", () => {
    const tokens = new VerifiedTokens<string>(SKEW_MS)
    tokens.add("token", "ada", { exp: seconds(86_400) })
    jest.setSystemTime(NOW + 60_000)
    expect(tokens.get("token")).toBeUndefined()
  })

  it("compares nbf and iat with the clock at every use", () => {
    const tokens = new VerifiedTokens<string>(SKEW_MS)
    tokens.add("token", "ada", { exp: seconds(60), nbf: seconds(-10), iat: seconds(0) })
    jest.setSystemTime(NOW - SKEW_MS - 1)
    expect(tokens.get("token")).toBeUndefined()
  })

  it("recognizes only the whole token", () => {
    const tokens = new VerifiedTokens<string>(SKEW_MS)
    tokens.add("a.b.c", "ada", { exp: seconds(60) })
    expect(tokens.get("a.b.d")).toBeUndefined()
    expect(tokens.get("a.b.")).toBeUndefined()
    expect(tokens.get("__proto__")).toBeUndefined()
  })

  it("keeps only the newest 5,000 tokens", () => {
    const tokens = new VerifiedTokens<number>(SKEW_MS)
    for (let index = 0; index <= 5_000; index++) {
      tokens.add(`token-${index}`, index, { exp: seconds(60) })
    }
    expect(tokens.get("token-0")).toBeUndefined()
    expect(tokens.get("token-1")).toBe(1)
    expect(tokens.get("token-5000")).toBe(5_000)
  })
})
