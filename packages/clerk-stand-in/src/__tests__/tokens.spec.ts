import { verifyToken } from "@clerk/backend"
import { TokenVerificationErrorReason as Reason } from "@clerk/backend/errors"

import { type ClerkStandIn, generateKeys, startClerkStandIn } from "../index"

describe("session tokens", () => {
  let clerk: ClerkStandIn

  beforeAll(async () => {
    clerk = await startClerkStandIn({ users: [{ id: "user_ada", email: "ada@example.com" }] })
  })

  afterAll(() => clerk.close())

  const verify = (token: string) => verifyToken(token, { jwtKey: clerk.jwtKey, authorizedParties: clerk.authorizedParties })

  const verifyOverJwks = (token: string, secretKey = clerk.secretKey) =>
    verifyToken(token, { secretKey, apiUrl: clerk.apiUrl, authorizedParties: clerk.authorizedParties })

  it("accepts a minted token with the claims of a Clerk session", async () => {
    await expect(verify(clerk.mintToken("user_ada"))).resolves.toMatchObject({
      sub: "user_ada",
      iss: clerk.issuer,
      azp: "http://localhost:8000",
      sid: expect.stringMatching(/^sess_/),
      sts: "active",
      v: 2,
    })
  })

  it("accepts a minted token with the key of the JWKS route, and nothing with another secret key", async () => {
    await expect(verifyOverJwks(clerk.mintToken("user_ada"))).resolves.toMatchObject({ sub: "user_ada" })
    await expect(verifyOverJwks(clerk.mintToken("user_ada"), "sk_test_wrong")).rejects.toMatchObject({
      reason: Reason.InvalidSecretKey,
    })
  })

  it("lives for tokenTtlSeconds", async () => {
    const { exp, iat } = await verify(clerk.mintToken("user_ada"))
    expect(exp - iat).toBe(60)
  })

  it.each([
    ["a forged token", () => clerk.mintForgedToken("user_ada"), Reason.TokenInvalidSignature],
    [
      "a token signed with a given foreign key",
      () => clerk.mintToken("user_ada", { privateKey: generateKeys().privateKey }),
      Reason.TokenInvalidSignature,
    ],
    ["alg none", () => clerk.mintToken("user_ada", { alg: "none" }), Reason.TokenInvalidAlgorithm],
    ["alg HS256", () => clerk.mintToken("user_ada", { alg: "HS256" }), Reason.TokenInvalidAlgorithm],
    ["an expired token", () => clerk.mintToken("user_ada", { expiresInSeconds: -30 }), Reason.TokenExpired],
    ["a token that is not valid yet", () => clerk.mintToken("user_ada", { notBeforeSeconds: 60 }), Reason.TokenNotActiveYet],
    ["another party's token", () => clerk.mintToken("user_ada", { azp: "https://evil.test" }), Reason.TokenInvalidAuthorizedParties],
    ["a token without azp", () => clerk.mintToken("user_ada", { azp: null }), Reason.TokenInvalidAuthorizedParties],
  ])("rejects %s", async (_case, mint, reason) => {
    await expect(verify(mint())).rejects.toMatchObject({ reason })
  })

  it("rejects an unknown key id over JWKS", async () => {
    await expect(verifyOverJwks(clerk.mintToken("user_ada", { kid: "ins_other" }))).rejects.toMatchObject({
      reason: Reason.JWKKidMismatch,
    })
  })

  it("leaves out sid and sts, and adds claims, when told to", async () => {
    const act = { sub: "user_support" }
    const token = clerk.mintToken("user_ada", { sid: null, sts: null, iss: "https://x.test", claims: { act } })
    const claims = await verify(token)
    expect(claims).not.toHaveProperty("sid")
    expect(claims).not.toHaveProperty("sts")
    expect(claims).toMatchObject({ iss: "https://x.test", act })
    await expect(verify(clerk.mintToken("user_ada", { sts: "pending" }))).resolves.toMatchObject({ sts: "pending" })
  })
})
