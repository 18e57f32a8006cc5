import { type ClerkStandIn, generateKeys, type MintTokenOptions, type StandInKeys, startClerkStandIn } from "clerk-stand-in"
import fc from "fast-check"
import type { ClerkOptions } from "../../options"
import { verifySessionToken } from "../session-token"

const USER = "user_ada"
const INVALID = { code: "invalid_token", status: 401 }
const UNAVAILABLE = { code: "identity_provider_unavailable", status: 503 }

let clerk: ClerkStandIn
let keys: StandInKeys

beforeAll(async () => {
  keys = generateKeys()
  clerk = await startClerkStandIn({ keys })
})

afterEach(() => {
  clerk.faults.set(null)
  clerk.requests.reset()
})

afterAll(() => clerk.close())

const withPem = (): ClerkOptions => ({
  secretKey: clerk.secretKey,
  apiUrl: clerk.apiUrl,
  jwtKey: clerk.jwtKey.trim(),
  authorizedParties: clerk.authorizedParties,
})

const withKeyServer = (): ClerkOptions => ({
  secretKey: clerk.secretKey,
  apiUrl: clerk.apiUrl,
  authorizedParties: clerk.authorizedParties,
})

/** Skips the SDK's pauses between its requests to the key server. */
const withoutPauses = async <T>(attempt: () => Promise<T>): Promise<T> => {
  jest.useFakeTimers({
    doNotFake: [
      "Date",
      "hrtime",
      "nextTick",
      "performance",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
    ],
  })
  try {
    let settled = false
    const outcome = attempt().finally(() => {
      settled = true
    })
    outcome.catch(() => undefined)
    while (!settled) {
      jest.runOnlyPendingTimers()
      await new Promise(setImmediate)
    }
    return await outcome
  } finally {
    jest.useRealTimers()
  }
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part) ?? "").toString("base64url")

describe.each([
  ["with the key as PEM", withPem],
  ["with the keys of Clerk's key server", withKeyServer],
])("verifySessionToken, %s", (_case, optionsOf) => {
  const verify = (token: string, changes: Partial<ClerkOptions> = {}) => verifySessionToken(token, { ...optionsOf(), ...changes })
  const mint = (options?: MintTokenOptions) => clerk.mintToken(USER, options)

  it("returns user and session of a token", async () => {
    await expect(verify(mint())).resolves.toEqual({
      clerk_user_id: USER,
      clerk_session_id: expect.stringMatching(/^sess_/),
      impersonator_id: null,
    })
  })

  it.each<[string, () => string]>([
    ["signed with another key", () => clerk.mintForgedToken(USER)],
    ["signed with a foreign key under another key id", () => clerk.mintForgedToken(USER, { kid: "ins_other" })],
    ["unsigned (alg none)", () => mint({ alg: "none" })],
    ["signed with the public key as a secret (HS256)", () => mint({ alg: "HS256" })],
    ["whose claims were changed after signing", () => tampered(mint(), (claims) => ({ ...claims, sub: "user_victim" }))],
    ["whose signature was cut off", () => mint().split(".").slice(0, 2).join(".") + "."],
    ["expired", () => mint({ expiresInSeconds: -30 })],
    ["without an end", () => mint({ claims: { exp: undefined } })],
    ["with an end that is not a time", () => mint({ claims: { exp: "never" } })],
    ["not valid yet", () => mint({ notBeforeSeconds: 60 })],
    ["issued in the future", () => mint({ claims: { iat: Math.floor(Date.now() / 1000) + 60 } })],
    ["without azp", () => mint({ azp: null })],
    ["with an empty azp", () => mint({ azp: "" })],
    ["of an origin that is not authorised", () => mint({ azp: "https://evil.example" })],
    ["of an origin that begins like an authorised one", () => mint({ azp: `${clerk.authorizedParties[0]}.evil.example` })],
    ["with a list as azp", () => mint({ claims: { azp: clerk.authorizedParties } })],
    ["without sid", () => mint({ sid: null })],
    ["with an empty sid", () => mint({ sid: "" })],
    ["with a sid that is not a text", () => mint({ claims: { sid: 5 } })],
    ["whose session is pending", () => mint({ sts: "pending" })],
    ["whose session has another status", () => mint({ sts: "revoked" })],
    ["whose status is not a text", () => mint({ claims: { sts: true } })],
    ["without a subject", () => mint({ claims: { sub: undefined } })],
    ["with an empty subject", () => clerk.mintToken("")],
    ["with a subject that is not a text", () => mint({ claims: { sub: ["user_ada"] } })],
    ["without a key id", () => mint({ kid: "" })],
  ])("refuses a token %s with invalid_token", async (_name, token) => {
    await expect(verify(token())).rejects.toMatchObject(INVALID)
  })

  it.each([
    "",
    ".",
    "..",
    "a.b.c",
    "x".repeat(20_000),
    `${encode({})}.${encode({})}.`,
    `${encode(null)}.${encode({})}.${encode("")}`,
    "é.ö.ü",
  ])("refuses a text that is not a token: %.40s", async (token) => {
    await expect(verify(token)).rejects.toMatchObject(INVALID)
  })

  it("checks the issuer only if one is configured", async () => {
    const foreign = mint({ iss: "https://clerk.other.test" })
    await expect(verify(foreign)).resolves.toMatchObject({ clerk_user_id: USER })
    await expect(verify(foreign, { issuer: clerk.issuer })).rejects.toMatchObject(INVALID)
    await expect(verify(mint({ iss: `${clerk.issuer}/` }), { issuer: clerk.issuer })).rejects.toMatchObject(INVALID)
    await expect(verify(mint({ claims: { iss: undefined } }), { issuer: clerk.issuer })).rejects.toMatchObject(INVALID)
    await expect(verify(mint(), { issuer: clerk.issuer })).resolves.toMatchObject({ clerk_user_id: USER })
  })

  it("accepts every authorized origin", async () => {
    const authorizedParties = ["https://shop.example", "https://b2b.shop.example"]
    for (const azp of authorizedParties) {
      await expect(verify(mint({ azp }), { authorizedParties })).resolves.toMatchObject({ clerk_user_id: USER })
    }
  })

  it("accepts a session without status, as older Clerk instances issue", async () => {
    await expect(verify(mint({ sts: null }))).resolves.toMatchObject({ clerk_user_id: USER })
  })

  it("tolerates clocks that differ by a few seconds", async () => {
    await expect(verify(mint({ expiresInSeconds: -2 }))).resolves.toMatchObject({ clerk_user_id: USER })
    await expect(verify(mint({ notBeforeSeconds: 3 }))).resolves.toMatchObject({ clerk_user_id: USER })
    await expect(verify(mint({ expiresInSeconds: -8 }))).rejects.toMatchObject(INVALID)
  })

  it.each<[act: unknown, impersonator: string | null]>([
    [{ sub: "user_admin" }, "user_admin"],
    [{ iss: "https://dashboard.clerk.com", sid: "sess_1", sub: "user_admin" }, "user_admin"],
    [{}, "unknown"],
    [{ sub: "" }, "unknown"],
    [{ sub: 5 }, "unknown"],
    ["user_admin", "user_admin"],
    [true, "unknown"],
    [null, null],
    [undefined, null],
  ])("reads the impersonator from act %j", async (act, impersonator) => {
    await expect(verify(mint({ claims: { act } }))).resolves.toMatchObject({ clerk_user_id: USER, impersonator_id: impersonator })
  })

  it("keeps tokens and keys out of error messages", async () => {
    const token = clerk.mintForgedToken(USER)
    const failure: unknown = await verify(token).catch((error: unknown) => error)
    expect(String(failure)).not.toContain(token.slice(0, 20))
    expect(String(failure)).not.toContain(clerk.secretKey)
  })
})

describe("verifySessionToken, with the key as PEM", () => {
  it("sends no request to Clerk", async () => {
    await verifySessionToken(clerk.mintToken(USER), withPem())
    await verifySessionToken(clerk.mintToken(USER, { kid: "ins_other" }), withPem()).catch(() => undefined)
    expect(clerk.requests.count()).toBe(0)
  })

  it("refuses any other token with invalid_token, never with identity_provider_unavailable", async () => {
    const header = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          alg: fc.constantFrom<unknown>("RS256", "none", "HS256", 5),
          kid: fc.constantFrom<unknown>(keys.kid, "__proto__", null, []),
          typ: fc.jsonValue(),
        },
        { requiredKeys: [] }
      )
    )
    const part = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.jsonValue().map(encode))
    const token = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.tuple(header.map(encode), part, part).map((parts) => parts.join(".")),
      fc.tuple(fc.constant(encode({ alg: "RS256", kid: keys.kid, typ: "JWT" })), part, part).map((parts) => parts.join("."))
    )
    await fc.assert(
      fc.asyncProperty(token, async (value) => {
        await expect(verifySessionToken(value, withPem())).rejects.toMatchObject(INVALID)
      }),
      { numRuns: 500 }
    )
  })

  it("refuses correctly signed claims of wrong types with invalid_token", async () => {
    const claims = fc.dictionary(
      fc.constantFrom("azp", "sid", "sts", "sub", "exp", "nbf", "iat", "iss"),
      fc.jsonValue().filter((value) => typeof value !== "string"),
      { minKeys: 1 }
    )
    await fc.assert(
      fc.asyncProperty(claims, async (hostile) => {
        const outcome: unknown = await verifySessionToken(clerk.mintToken(USER, { claims: hostile }), withPem()).catch(
          (error: unknown) => error
        )
        if (outcome instanceof Error) {
          expect(outcome).toMatchObject(INVALID)
        } else {
          expect(outcome).toMatchObject({ clerk_user_id: USER })
          expect(Object.keys(hostile).filter((key) => ["azp", "sid", "sts", "sub"].includes(key))).toEqual([])
        }
      }),
      { numRuns: 300 }
    )
  })
})

describe("verifySessionToken, with Clerk's key server", () => {
  const jwksRequests = () => clerk.requests.list().filter(({ path }) => path === "/v1/jwks").length

  it("reads the keys once", async () => {
    const fresh = await startClerkStandIn()
    const options = { ...withKeyServer(), secretKey: fresh.secretKey, apiUrl: fresh.apiUrl }
    await verifySessionToken(fresh.mintToken(USER), options)
    await verifySessionToken(fresh.mintToken(USER), options)
    await verifySessionToken(fresh.mintForgedToken(USER), options).catch(() => undefined)
    expect(fresh.requests.count()).toBe(1)
    await fresh.close()
  })

  it.each(["__proto__", "constructor", "toString"])("finds no key with the id %s", async (kid) => {
    await expect(verifySessionToken(clerk.mintToken(USER, { kid }), withKeyServer())).rejects.toMatchObject(INVALID)
  })

  it("does not read the keys for every unknown key id", async () => {
    const options = withKeyServer()
    for (let index = 0; index < 60; index++) {
      await expect(verifySessionToken(clerk.mintForgedToken(USER, { kid: `ins_made_up_${index}` }), options)).rejects.toMatchObject(INVALID)
    }
    expect(jwksRequests()).toBe(1)
  })

  it("keeps accepting users while a stranger sends unknown key ids", async () => {
    const options = withKeyServer()
    await verifySessionToken(clerk.mintToken(USER), options)
    for (let index = 0; index < 60; index++) {
      await verifySessionToken(clerk.mintForgedToken(USER, { kid: `ins_more_${index}` }), options).catch(() => undefined)
    }
    await expect(verifySessionToken(clerk.mintToken(USER), options)).resolves.toMatchObject({ clerk_user_id: USER })
  })

  it("accepts the first user after a stranger sent an unknown key id", async () => {
    const options = withKeyServer()
    for (let index = 0; index < 60; index++) {
      await verifySessionToken(clerk.mintForgedToken(USER, { kid: `ins_early_${index}` }), options).catch(() => undefined)
    }
    await expect(verifySessionToken(clerk.mintToken(USER), options)).resolves.toMatchObject({ clerk_user_id: USER })
  })

  it("reads no keys for a token that its header already disqualifies", async () => {
    const options = withKeyServer()
    const tokens = [clerk.mintToken(USER, { alg: "none", kid: "ins_x" }), clerk.mintToken(USER, { alg: "HS256", kid: "ins_y" })]
    for (const token of tokens) {
      await expect(verifySessionToken(token, options)).rejects.toMatchObject(INVALID)
    }
    expect(clerk.requests.count()).toBe(0)
  })

  describe("that is unavailable", () => {
    /** A server with a key that the SDK has not cached. */
    let fresh: ClerkStandIn
    let options: ClerkOptions

    beforeEach(async () => {
      fresh = await startClerkStandIn()
      options = { ...withKeyServer(), secretKey: fresh.secretKey, apiUrl: fresh.apiUrl }
    })

    afterEach(() => fresh.close())

    it("throws identity_provider_unavailable when nothing answers, never invalid_token", async () => {
      const token = fresh.mintToken(USER)
      await fresh.close()
      await expect(withoutPauses(() => verifySessionToken(token, options))).rejects.toMatchObject(UNAVAILABLE)
    })

    it.each([
      ["hangs up", { closeConnection: true }],
      ["fails", { status: 500 }],
      ["refuses our secret key", { status: 401 }],
      ["has had enough", { status: 429 }],
      ["answers no JSON", { body: "<html>Bad gateway</html>", headers: { "content-type": "text/html" } }],
      ["answers JSON without keys", { body: "{}", headers: { "content-type": "application/json" } }],
      ["answers an empty list of keys", { body: '{"keys":[]}', headers: { "content-type": "application/json" } }],
    ])("throws identity_provider_unavailable when it %s, and recovers", async (_case, fault) => {
      fresh.faults.set(fault)
      await expect(withoutPauses(() => verifySessionToken(fresh.mintToken(USER), options))).rejects.toMatchObject(UNAVAILABLE)
      fresh.faults.set(null)
      await expect(verifySessionToken(fresh.mintToken(USER), options)).resolves.toMatchObject({ clerk_user_id: USER })
    })

    it("still accepts tokens with a key that was read before", async () => {
      await verifySessionToken(fresh.mintToken(USER), options)
      fresh.faults.set({ status: 500 })
      await expect(verifySessionToken(fresh.mintToken(USER), options)).resolves.toMatchObject({ clerk_user_id: USER })
    })

    it("recovers for users, however many tried in the meantime", async () => {
      fresh.faults.set({ closeConnection: true })
      for (let index = 0; index < 5; index++) {
        await expect(withoutPauses(() => verifySessionToken(fresh.mintToken(USER), options))).rejects.toMatchObject(UNAVAILABLE)
      }
      fresh.faults.set(null)
      await expect(verifySessionToken(fresh.mintToken(USER), options)).resolves.toMatchObject({ clerk_user_id: USER })
    })
  })
})

const tampered = (token: string, change: (claims: Record<string, unknown>) => Record<string, unknown>): string => {
  const [header, payload, signature] = token.split(".")
  const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, "base64url").toString())
  return [header, encode(change(claims)), signature].join(".")
}
