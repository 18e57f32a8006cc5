import { createClerkClient } from "@clerk/backend"

import { type ClerkStandIn, generateKeys, startClerkStandIn } from "../index"
import { call, clerkError } from "./helpers/api"

const keys = generateKeys()

describe("Backend API: users", () => {
  let clerk: ClerkStandIn
  let users: ReturnType<typeof createClerkClient>["users"]

  beforeEach(async () => {
    clerk = await startClerkStandIn({
      keys,
      users: [
        {
          id: "user_a",
          email: "Ada@example.com",
          first_name: "Ada",
          last_name: "Lovelace",
          created_at: 3,
          updated_at: 30,
        },
        { id: "user_b", email: "bob@example.com", email_verified: false, created_at: 1, updated_at: 10 },
        { id: "user_c", email: null, unsafe_metadata: { accountType: "business" }, created_at: 2, updated_at: 20 },
      ],
    })
    users = createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl }).users
  })

  afterEach(() => clerk.close())

  const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id)

  describe("GET /v1/users/:id", () => {
    it("returns a user with their email and metadata", async () => {
      const ada = await users.getUser("user_a")
      expect(ada.primaryEmailAddress?.emailAddress).toBe("Ada@example.com")
      expect(ada.primaryEmailAddress?.verification?.status).toBe("verified")
      expect(ada).toMatchObject({ fullName: "Ada Lovelace", banned: false, createdAt: 3, updatedAt: 30 })

      const bob = await users.getUser("user_b")
      expect(bob.primaryEmailAddress?.verification?.status).toBe("unverified")

      const carol = await users.getUser("user_c")
      expect(carol.primaryEmailAddress).toBeNull()
      expect(carol.unsafeMetadata).toEqual({ accountType: "business" })
    })

    it("answers 404 in Clerk's shape for an unknown user", async () => {
      await expect(users.getUser("user_nobody")).rejects.toMatchObject({
        status: 404,
        clerkTraceId: expect.stringMatching(/./),
        errors: [{ code: "resource_not_found", longMessage: "No user was found with id user_nobody." }],
      })
    })
  })

  describe("GET /v1/users", () => {
    it("lists the newest first and counts all", async () => {
      const list = await users.getUserList()
      expect(ids(list)).toEqual(["user_a", "user_c", "user_b"])
      expect(list.totalCount).toBe(3)
    })

    it.each([
      ["created_at", ["user_b", "user_c", "user_a"]],
      ["+created_at", ["user_b", "user_c", "user_a"]],
      ["-created_at", ["user_a", "user_c", "user_b"]],
      ["updated_at", ["user_b", "user_c", "user_a"]],
      ["-email_address", ["user_b", "user_a", "user_c"]],
    ] as const)("orders by %s", async (orderBy, expected) => {
      expect(ids(await users.getUserList({ orderBy }))).toEqual(expected)
    })

    it("pages, and keeps limit within 1 and 500", async () => {
      expect(ids(await users.getUserList({ limit: 2, offset: 1 }))).toEqual(["user_c", "user_b"])
      for (let i = 0; i < 510; i++) {
        clerk.users.create({ email: `u${i}@example.com` })
      }
      expect((await users.getUserList({ limit: 9999 })).data).toHaveLength(500)
      expect((await call(clerk, "GET", "/v1/users?limit=-5")).json).toHaveLength(1)
    })

    it("filters by email, ignoring case, by id, and by text", async () => {
      const byEmail = await users.getUserList({ emailAddress: ["ada@EXAMPLE.com"] })
      expect(ids(byEmail)).toEqual(["user_a"])
      expect(byEmail.totalCount).toBe(1)
      expect(ids(await users.getUserList({ userId: ["user_b", "user_c", "user_x"] }))).toEqual(["user_c", "user_b"])
      expect(ids(await users.getUserList({ query: "LOVE" }))).toEqual(["user_a"])
      expect(await users.getCount({ query: "example.com" })).toBe(2)
      const bracketed = await call(clerk, "GET", "/v1/users?email_address[]=bob@example.com&user_id[]=user_b")
      expect(bracketed.json).toMatchObject([{ id: "user_b" }])
    })

    it("filters by the time of creation, exclusively", async () => {
      clerk.users.create({ id: "user_old", created_at: 1_700_000_000_000 })
      clerk.users.create({ id: "user_mid", created_at: 1_700_000_000_001 })
      clerk.users.create({ id: "user_new", created_at: 1_700_000_000_002 })
      const after = await users.getUserList({ createdAtAfter: 1_700_000_000_000 })
      expect(ids(after)).toEqual(["user_new", "user_mid"])
      expect(after.totalCount).toBe(2)
      expect(ids(await users.getUserList({ createdAtBefore: 2 }))).toEqual(["user_b"])
      const between = { createdAtAfter: 1_700_000_000_000, createdAtBefore: 1_700_000_000_002 }
      expect(ids(await users.getUserList(between))).toEqual(["user_mid"])
    })

    it("keeps its order through changes", async () => {
      const listed = async (orderBy: "created_at" | "first_name") => ids(await users.getUserList({ orderBy }))
      expect(await listed("first_name")).toEqual(["user_b", "user_c", "user_a"])
      expect(await listed("created_at")).toEqual(["user_b", "user_c", "user_a"])
      clerk.users.update("user_b", { first_name: "Zoe" })
      expect(await listed("first_name")).toEqual(["user_c", "user_a", "user_b"])
      clerk.users.create({ id: "user_d", first_name: "Abe" })
      clerk.users.delete("user_c")
      expect(await listed("first_name")).toEqual(["user_d", "user_a", "user_b"])
      expect(await listed("created_at")).toEqual(["user_b", "user_a", "user_d"])
      expect((await users.getUserList({ orderBy: "created_at" })).data[0]?.firstName).toBe("Zoe")
    })

    it("finds up to 100 users by id", async () => {
      const userId = Array.from({ length: 100 }, (_, n) => clerk.users.create({ id: `user_${n}` }).id)
      expect((await users.getUserList({ userId, limit: 500 })).data).toHaveLength(100)
    })

    it.each([
      ["/v1/users?limit=ten", "form_param_value_invalid", "limit"],
      ["/v1/users?order_by=password", "form_param_value_invalid", "order_by"],
      ["/v1/users?order_by=constructor", "form_param_value_invalid", "order_by"],
      ["/v1/users?organization_id=org_1", "form_param_unknown", "organization_id"],
      ["/v1/users?created_at_after=yesterday", "form_param_value_invalid", "created_at_after"],
      [`/v1/users?${"user_id=user_a&".repeat(101)}`, "form_param_value_invalid", "user_id"],
      [`/v1/users/count?${"email_address=a&".repeat(101)}`, "form_param_value_invalid", "email_address"],
    ])("refuses %s", async (path, code, param_name) => {
      expect(await call(clerk, "GET", path)).toEqual({ status: 422, json: clerkError(code, { param_name }) })
    })
  })

  describe("POST /v1/users", () => {
    it("creates a user with a verified email", async () => {
      const created = await users.createUser({
        emailAddress: ["new@example.com"],
        password: "correct horse",
        firstName: "Nia",
        unsafeMetadata: { accountType: "business", company: "Nia Ltd" },
      })
      const user = await users.getUser(created.id)
      expect(user.primaryEmailAddress).toMatchObject({
        emailAddress: "new@example.com",
        verification: { status: "verified" },
      })
      expect(user).toMatchObject({
        firstName: "Nia",
        passwordEnabled: true,
        unsafeMetadata: { accountType: "business", company: "Nia Ltd" },
      })
      expect(JSON.stringify(clerk.users.get(created.id))).not.toContain("correct horse")
    })

    it.each([
      ["an email that is taken", { email_address: ["ADA@example.com"] }, "form_identifier_exists", "email_address"],
      ["an email that is not an address", { email_address: ["ada"] }, "form_param_format_invalid", "email_address"],
      ["a short password", { password: "short" }, "form_password_length_too_short", "password"],
      ["a parameter of the wrong kind", { first_name: 5 }, "form_param_value_invalid", "first_name"],
      ["an unknown parameter", { is_admin: true }, "form_param_unknown", "is_admin"],
    ])("refuses %s", async (_case, body, code, param_name) => {
      const answer = await call(clerk, "POST", "/v1/users", { body: JSON.stringify(body) })
      expect(answer).toEqual({ status: 422, json: clerkError(code, { param_name }) })
      expect(clerk.users.list()).toHaveLength(3)
    })
  })

  describe("PATCH /v1/users/:id", () => {
    it("updates the profile and moves updated_at", async () => {
      const before = clerk.users.get("user_a")
      const updated = await users.updateUser("user_a", { firstName: "Augusta" })
      expect(updated).toMatchObject({ firstName: "Augusta", lastName: "Lovelace" })
      expect(updated.updatedAt).toBeGreaterThan(before?.updated_at ?? Infinity)
    })
  })

  describe("/v1/users/:id/metadata", () => {
    it("merges deeply on PATCH and removes what is null", async () => {
      clerk.users.update("user_a", { public_metadata: { role: { type: "business", old: 1 }, keep: [1] } })
      const { publicMetadata } = await users.updateUserMetadata("user_a", {
        publicMetadata: { role: { old: null, verified: true }, more: { gone: null, kept: 1 } },
      })
      expect(publicMetadata).toEqual({ role: { type: "business", verified: true }, keep: [1], more: { kept: 1 } })
    })

    it("replaces on PUT what is given and leaves the rest", async () => {
      clerk.users.update("user_c", { public_metadata: { a: 1 } })
      const user = await users.replaceUserMetadata("user_c", { publicMetadata: { b: 2 } })
      expect(user).toMatchObject({ publicMetadata: { b: 2 }, unsafeMetadata: { accountType: "business" } })
      expect(user.publicMetadata).not.toHaveProperty("a")
    })

    it("keeps __proto__ an ordinary key", async () => {
      const body = '{"unsafe_metadata":{"__proto__":{"isVerified":true},"nested":{"__proto__":{"a":1}}}}'
      await call(clerk, "PATCH", "/v1/users/user_a/metadata", { body })
      expect(JSON.stringify(clerk.users.get("user_a")?.unsafe_metadata)).toBe(
        '{"__proto__":{"isVerified":true},"nested":{"__proto__":{"a":1}}}'
      )
      expect(({} as Record<string, unknown>).isVerified).toBeUndefined()
    })
  })

  it("bans, unbans, locks, unlocks and deletes", async () => {
    expect((await users.banUser("user_a")).banned).toBe(true)
    expect((await users.unbanUser("user_a")).banned).toBe(false)
    expect((await users.lockUser("user_a")).locked).toBe(true)
    expect((await users.unlockUser("user_a")).locked).toBe(false)
    await expect(users.deleteUser("user_a")).resolves.toMatchObject({ id: "user_a", deleted: true })
    await expect(users.getUser("user_a")).rejects.toMatchObject({ status: 404 })
    await expect(users.banUser("user_a")).rejects.toMatchObject({ status: 404 })
  })
})

describe("Backend API: as many users as a shop has", () => {
  const COUNT = 20_000

  it("pages through them all, while they change", async () => {
    const numbers = Array.from({ length: COUNT }, (_, n) => n)
    const input = numbers.map((n) => ({ id: `user_${n}`, email: `u${n}@example.com`, created_at: n + 1 }))
    const clerk = await startClerkStandIn({ keys, users: [...input, ...input] })
    try {
      const { users } = createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl })
      const seen: string[] = []
      for (let last = 0; seen.length < COUNT; ) {
        const { data } = await users.getUserList({ orderBy: "+created_at", limit: 500, createdAtAfter: last })
        seen.push(...data.map(({ id }) => id))
        last = data.at(-1)?.createdAt ?? Infinity
        await users.updateUserMetadata(`user_${seen.length - 1}`, { publicMetadata: { seen: true } })
      }
      expect(seen).toEqual(input.map(({ id }) => id))
    } finally {
      await clerk.close()
    }
  }, 120_000)
})

describe("Backend API: what is refused before a route", () => {
  let clerk: ClerkStandIn

  beforeAll(async () => {
    clerk = await startClerkStandIn({ keys })
  })

  afterAll(() => clerk.close())

  it.each([
    ["a missing secret key", "GET", "/v1/users", { secretKey: null }, 401, "authorization_header_format_invalid"],
    ["another secret key", "GET", "/v1/users", { secretKey: "sk_test_other" }, 401, "clerk_key_invalid"],
    ["malformed JSON", "POST", "/v1/users", { body: "{" }, 400, "request_body_invalid"],
    ["JSON that is not an object", "POST", "/v1/users", { body: "[]" }, 400, "request_body_invalid"],
    ["a body beyond 1 MB", "POST", "/v1/users", { body: "x".repeat(1024 * 1024 + 1) }, 413, "request_body_too_large"],
    ["an unknown path", "GET", "/v1/organizations", {}, 404, "resource_not_found"],
    ["an unknown method", "DELETE", "/v1/users", {}, 404, "resource_not_found"],
    ["a path outside the API", "GET", "/", {}, 404, "resource_not_found"],
    ["a malformed escape", "GET", "/v1/users/%E0%A4%A", {}, 404, "resource_not_found"],
  ])("answers %s in Clerk's shape", async (_case, method, path, options, status, code) => {
    expect(await call(clerk, method, path, options)).toEqual({ status, json: clerkError(code) })
  })
})
