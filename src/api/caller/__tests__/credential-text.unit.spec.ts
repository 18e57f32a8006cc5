import { bearerTokenIn, claimsIn, isReadableCredential } from "../credential-text"

/** Reads an `Authorization` header with Medusa's own regular expression. */
const asMedusaReads = (header: string): string | undefined => {
  const [, scheme, token] = header.match(/(\S+)\s+(\S+)/) ?? []
  return scheme?.toLowerCase() === "bearer" ? token : undefined
}

describe("bearerTokenIn", () => {
  it.each([
    "Bearer abc",
    "bearer abc",
    "BEARER\tabc",
    "  Bearer   abc  ",
    "Bearer abc def",
    "Bearer\u00a0abc",
    "Basic abc",
    "Bearer",
    "Bearer ",
    "",
    "abc",
    "x Bearer abc",
  ])("reads %j as Medusa does", (header) => {
    expect(bearerTokenIn(header)).toBe(asMedusaReads(header))
  })

  it("returns no token without a header", () => {
    expect(bearerTokenIn(undefined)).toBeUndefined()
  })
})

describe("isReadableCredential", () => {
  it.each<[what: string, header: string, readable: boolean]>([
    ["no credential", "", true],
    ["a token of 4 KB", `Bearer ${"t".repeat(4_096)}`, true],
    ["a secret key", `Basic ${"c2tf".repeat(32)}`, true],
    ["a short word", "x".repeat(64), true],
    ["15 KB without a blank", "x".repeat(15_000), false],
    ["a kilobyte without a blank", "x".repeat(1_024), false],
    ["a blank that comes too late", `${"x".repeat(100)} y`, false],
    ["15 KB of a token", `Bearer ${"t".repeat(15_000)}`, false],
    ["15 KB of blanks", `Bearer${" ".repeat(15_000)}t`, false],
  ])("tells whether a header is safe to parse: %s", (_what, header, readable) => {
    expect(isReadableCredential(header)).toBe(readable)
  })
})

describe("claimsIn", () => {
  const written = (payload: string) => `e30.${Buffer.from(payload).toString("base64url")}.c2ln`

  it("returns what a JWT says, whoever signed it", () => {
    expect(claimsIn(written('{"sub":"user_ä"}'))).toEqual({ sub: "user_ä" })
  })

  it.each([undefined, "", "abc", "a.b", "a.b.c.d", "a.b.c", "..", written("null"), written('"text"'), written("{")])(
    "returns nothing for %j, which says nothing",
    (token) => {
      expect(claimsIn(token)).toBeUndefined()
    }
  )
})
