import { createClerkClient, verifyToken } from "@clerk/backend"

import { type ClerkStandIn, startClerkStandIn } from "../index"

describe("faults", () => {
  let clerk: ClerkStandIn
  let users: ReturnType<typeof createClerkClient>["users"]

  beforeAll(async () => {
    clerk = await startClerkStandIn({ users: [{ id: "user_a" }] })
    users = createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl }).users
  })

  beforeEach(() => {
    clerk.faults.set(null)
    clerk.requests.reset()
  })

  afterAll(() => clerk.close())

  it("answers 429 with Retry-After as often as told, then as usual", async () => {
    clerk.faults.set({ status: 429, headers: { "retry-after": "7" }, times: 2 })
    for (let i = 0; i < 2; i++) {
      await expect(users.getUser("user_a")).rejects.toMatchObject({
        status: 429,
        retryAfter: 7,
        errors: [{ code: "too_many_requests" }],
      })
    }
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
  })

  it("answers 500 until cleared", async () => {
    clerk.faults.set({ status: 500 })
    await expect(users.getUser("user_a")).rejects.toMatchObject({ status: 500 })
    await expect(users.getUser("user_a")).rejects.toMatchObject({ status: 500 })
    clerk.faults.set(null)
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
  })

  it("hangs up", async () => {
    clerk.faults.set({ closeConnection: true, times: 1 })
    await expect(fetch(`${clerk.apiUrl}/v1/users`)).rejects.toMatchObject({ message: "fetch failed" })
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
  })

  it("answers with invalid JSON", async () => {
    clerk.faults.set({ body: "<html>", times: 1 })
    await expect(users.getUser("user_a")).rejects.toMatchObject({ clerkError: true })
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
  })

  it("waits, then answers as usual", async () => {
    clerk.faults.set({ delayMs: 120, times: 1 })
    const startedAt = performance.now()
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
    expect(performance.now() - startedAt).toBeGreaterThan(100)
  })

  it("hits only the paths it is for", async () => {
    clerk.faults.set({ status: 503, path: /^\/v1\/jwks$/g })
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
    const options = { secretKey: clerk.secretKey, apiUrl: clerk.apiUrl }
    await expect(verifyToken(clerk.mintToken("user_a"), options)).rejects.toMatchObject({
      reason: "jwk-remote-failed-to-load",
    })
  })

  it("hits only the method it is for", async () => {
    const path = /^\/v1\/users\/[^/]+\/metadata$/
    clerk.faults.set({ status: 429, headers: { "retry-after": "1" }, times: 1, method: "PATCH", path })
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
    await expect(users.getUserList()).resolves.toMatchObject({ totalCount: 1 })
    const write = () => users.updateUserMetadata("user_a", { publicMetadata: { a: 1 } })
    await expect(write()).rejects.toMatchObject({ status: 429, retryAfter: 1 })
    await expect(write()).resolves.toMatchObject({ publicMetadata: { a: 1 } })
  })

  it("answers with JSON of another shape", async () => {
    clerk.faults.set({ body: '{"nobody":true}', path: /^\/v1\/users$/, method: "GET" })
    await expect(users.getUserList()).resolves.toMatchObject({ data: { nobody: true }, totalCount: 1 })
    await expect(users.getUser("user_a")).resolves.toMatchObject({ id: "user_a" })
  })

  it("counts the calls, refused ones included, but not the stand-in's own routes", async () => {
    clerk.faults.set({ status: 500, times: 1 })
    await expect(users.getUser("user_a")).rejects.toMatchObject({ status: 500 })
    await users.banUser("user_a")
    await fetch(`${clerk.apiUrl}/v1/stand-in/sign-in`, { method: "POST" })
    expect(clerk.requests.list()).toEqual([
      { method: "GET", path: "/v1/users/user_a" },
      { method: "POST", path: "/v1/users/user_a/ban" },
    ])
    expect(clerk.requests.count()).toBe(2)
    clerk.requests.reset()
    expect(clerk.requests.count()).toBe(0)
  })

  it("closes while a call is being delayed", async () => {
    const slow = await startClerkStandIn()
    slow.faults.set({ delayMs: 60_000 })
    const call = expect(fetch(`${slow.apiUrl}/v1/users`)).rejects.toMatchObject({ message: "fetch failed" })
    while (slow.requests.count() === 0) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    await slow.close()
    await call
  })
})
