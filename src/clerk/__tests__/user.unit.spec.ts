import { type ClerkStandIn, type ClerkUserJson, startClerkStandIn } from "clerk-stand-in"
import fc from "fast-check"
import type { ClerkOptions } from "../../options"
import { fetchClerkUser, toSnapshot } from "../user"

let clerk: ClerkStandIn
let options: ClerkOptions

beforeAll(async () => {
  clerk = await startClerkStandIn()
  options = { secretKey: clerk.secretKey, apiUrl: clerk.apiUrl, authorizedParties: clerk.authorizedParties }
})

afterEach(() => clerk.faults.set(null))

afterAll(() => clerk.close())

const newUser = (input: Parameters<ClerkStandIn["users"]["create"]>[0] = {}): ClerkUserJson =>
  clerk.users.create({ email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", ...input })

describe("toSnapshot", () => {
  it("reads the fields that a sync needs from Clerk's JSON", () => {
    const user = newUser({ unsafe_metadata: { accountType: "business", company: "Cedar GmbH" } })
    expect(toSnapshot(user)).toEqual({
      clerk_user_id: user.id,
      email: "ada@example.com",
      email_verified: true,
      first_name: "Ada",
      last_name: "Lovelace",
      claim: { valid: true, account_type: "business", company_name: "Cedar GmbH" },
      banned: false,
      updated_at: user.updated_at,
    })
  })

  it("reads the primary e-mail address and never substitutes another", () => {
    const user = newUser()
    const [first] = user.email_addresses
    const second = { ...first, id: "idn_second", email_address: "second@example.com" }
    expect(toSnapshot({ ...user, email_addresses: [first, second], primary_email_address_id: "idn_second" }).email).toBe(
      "second@example.com"
    )
    expect(toSnapshot({ ...user, primary_email_address_id: null })).toMatchObject({ email: null, email_verified: false })
    expect(toSnapshot({ ...user, primary_email_address_id: "idn_gone" })).toMatchObject({ email: null, email_verified: false })
    expect(toSnapshot(newUser({ email: null }))).toMatchObject({ email: null, email_verified: false })
  })

  it.each([
    ["unverified", { status: "unverified" }],
    ["expired", { status: "expired" }],
    ["missing", null],
    ["without status", {}],
  ])("treats an address as unverified when its verification is %s", (_case, verification) => {
    const user = newUser()
    const [address] = user.email_addresses
    expect(toSnapshot({ ...user, email_addresses: [{ ...address, verification }] }).email_verified).toBe(false)
  })

  it("reads a ban and ignores a lock", () => {
    const { id } = newUser()
    expect(toSnapshot(clerk.users.lock(id)).banned).toBe(false)
    expect(toSnapshot(clerk.users.ban(id)).banned).toBe(true)
    expect(toSnapshot(clerk.users.unban(id)).banned).toBe(false)
  })

  it("removes characters from names that PostgreSQL cannot store", () => {
    expect(toSnapshot(newUser({ first_name: "A\0d\ud83ca", last_name: "\0" }))).toMatchObject({ first_name: "Ada", last_name: null })
  })

  it("returns a user whose claim is invalid, and says so", () => {
    expect(toSnapshot(newUser({ unsafe_metadata: { accountType: "admin" } }))).toMatchObject({
      email: "ada@example.com",
      claim: { valid: false },
    })
  })

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a text", "user"],
    ["a list", []],
    ["an object without id", { updated_at: 1 }],
    ["an empty id", { id: "", updated_at: 1 }],
    ["an id of another type", { id: 5, updated_at: 1 }],
    ["an object without a version", { id: "user_1" }],
    ["a version that is not a time", { id: "user_1", updated_at: "yesterday" }],
    ["a negative version", { id: "user_1", updated_at: -1 }],
    ["invalid addresses", { id: "user_1", updated_at: 1, email_addresses: ["ada@example.com"] }],
  ])("refuses %s in place of a user", (_case, json) => {
    expect(() => toSnapshot(json)).toThrow(expect.objectContaining({ code: "invalid_request" }))
  })

  it("returns a snapshot or refuses, for any input", () => {
    const part = fc.oneof(fc.anything(), fc.string({ unit: "binary" }))
    const user = fc.record(
      {
        id: part,
        updated_at: part,
        email_addresses: part,
        primary_email_address_id: part,
        first_name: part,
        unsafe_metadata: part,
        banned: part,
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(fc.oneof(user, fc.anything()), (json) => {
        try {
          const { clerk_user_id, first_name } = toSnapshot(json)
          expect(clerk_user_id.length).toBeGreaterThan(0)
          expect(first_name === null || first_name.isWellFormed()).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_request" })
        }
      }),
      { numRuns: 1_000 }
    )
  })
})

describe("fetchClerkUser", () => {
  it("returns the same snapshot as a webhook", async () => {
    const user = newUser({ unsafe_metadata: { accountType: "business", tax_id: "DE1" } })
    await expect(fetchClerkUser(user.id, options)).resolves.toEqual(toSnapshot(user))
  })

  it("returns null for a user that Clerk does not know", async () => {
    const { id } = newUser()
    clerk.users.delete(id)
    await expect(fetchClerkUser(id, options)).resolves.toBeNull()
  })

  it("returns null only for Clerk's own 404", async () => {
    clerk.faults.set({
      status: 404,
      body: JSON.stringify({
        errors: [{ code: "resource_not_found", message: "not found", long_message: "No user was found" }],
        clerk_trace_id: "trace",
      }),
      headers: { "content-type": "application/json" },
    })
    await expect(fetchClerkUser("user_ada", options)).resolves.toBeNull()
  })

  it.each([
    ["hangs up", { closeConnection: true }],
    ["fails", { status: 500 }],
    ["is rate limiting", { status: 429 }],
    ["rejects our key", { status: 401 }],
    ["is behind a proxy that answers 404 in HTML", { status: 404, body: "<h1>Not found</h1>", headers: { "content-type": "text/html" } }],
    [
      "is behind a proxy that answers 404 in JSON",
      { status: 404, body: '{"message":"Not found"}', headers: { "content-type": "application/json" } },
    ],
    [
      "finds nothing for another reason",
      {
        status: 404,
        body: '{"errors":[{"code":"route_not_found","message":"no route"}]}',
        headers: { "content-type": "application/json" },
      },
    ],
    ["finds nothing and gives no reason", { status: 404, body: '{"errors":[]}', headers: { "content-type": "application/json" } }],
    ["finds nothing and says nothing", { status: 404, body: "", headers: {} }],
    ["answers no JSON", { body: "<html>Bad gateway</html>", headers: { "content-type": "text/html" } }],
    ["answers broken JSON", { body: "{", headers: { "content-type": "application/json" } }],
    ["answers another user", { body: '{"id":"user_other","updated_at":1}', headers: { "content-type": "application/json" } }],
    ["answers a user without version", { body: '{"id":"user_ada"}', headers: { "content-type": "application/json" } }],
    ["answers a list", { body: "[]", headers: { "content-type": "application/json" } }],
  ])("throws identity_provider_unavailable when Clerk %s", async (_case, fault) => {
    clerk.faults.set(fault)
    await expect(fetchClerkUser("user_ada", options)).rejects.toMatchObject({ code: "identity_provider_unavailable", status: 503 })
  })

  it("throws identity_provider_unavailable when nothing answers, and reveals neither key nor address", async () => {
    const gone = await startClerkStandIn()
    await gone.close()
    const failure: unknown = await fetchClerkUser("user_ada", { ...options, apiUrl: gone.apiUrl }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: "identity_provider_unavailable" })
    expect(String(failure)).not.toContain(clerk.secretKey)
    expect(String(failure)).not.toContain(gone.apiUrl)
  })

  it.each(["../jwks", "user_1/ban", "user_1?x=1", "..%2Fjwks"])("reads no other resource for the id %s", async (id) => {
    const outcome: unknown = await fetchClerkUser(id, options).catch((error: unknown) => error)
    expect(outcome === null || (outcome instanceof Error && "code" in outcome && outcome.code === "identity_provider_unavailable")).toBe(
      true
    )
  })
})
