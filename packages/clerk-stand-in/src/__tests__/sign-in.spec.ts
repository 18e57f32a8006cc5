import { createClerkClient, verifyToken } from "@clerk/backend"

import { type ClerkStandIn, startClerkStandIn } from "../index"
import { call, clerkError } from "./helpers/api"

const password = "correct horse"

describe("sessions", () => {
  let clerk: ClerkStandIn

  beforeAll(async () => {
    clerk = await startClerkStandIn({
      users: [
        { id: "user_ada", email: "ada@example.com", password },
        { id: "user_ban", email: "ban@example.com", password, banned: true },
        { id: "user_social", email: "social@example.com" },
      ],
    })
  })

  afterAll(() => clerk.close())

  const signIn = (body: object) => call(clerk, "POST", "/v1/stand-in/sign-in", { body: JSON.stringify(body), secretKey: null })

  describe("POST /v1/stand-in/sign-in", () => {
    it("gives a token that Clerk's SDK accepts, without a secret key", async () => {
      const { status, json } = await signIn({ email: "ADA@example.com", password })
      expect(status).toBe(200)
      const { token, user_id, session_id, expires_at } = json as Record<string, string>
      const claims = await verifyToken(String(token), {
        jwtKey: clerk.jwtKey,
        authorizedParties: clerk.authorizedParties,
      })
      expect(claims).toMatchObject({ sub: "user_ada", sid: session_id })
      expect(user_id).toBe("user_ada")
      expect(expires_at).toBe(claims.exp * 1000)
      expect(clerk.users.get("user_ada")?.last_sign_in_at).toEqual(expect.any(Number))
    })

    it("gives a session that can be asked for further tokens", async () => {
      const { json } = await signIn({ email: "ada@example.com", password })
      const { session_id } = json as { session_id: string }
      const client = createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl })
      const { jwt } = await client.sessions.getToken(session_id)
      const claims = await verifyToken(jwt, { jwtKey: clerk.jwtKey })
      expect(claims).toMatchObject({ sub: "user_ada", sid: session_id })
    })

    it("gives a session that Clerk's SDK reads, active until it is revoked", async () => {
      const { json } = await signIn({ email: "ada@example.com", password })
      const { session_id } = json as { session_id: string }
      const { sessions } = createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl })
      expect(await sessions.getSession(session_id)).toMatchObject({ id: session_id, userId: "user_ada", status: "active" })
      await sessions.revokeSession(session_id)
      expect(await sessions.getSession(session_id)).toMatchObject({ status: "revoked" })
      await expect(sessions.getSession("sess_unknown")).rejects.toMatchObject({ status: 404 })
    })

    it.each([
      ["a wrong password", { email: "ada@example.com", password: "wrong" }],
      ["an unknown email", { email: "nobody@example.com", password }],
      ["a user without a password", { email: "social@example.com", password }],
    ])("answers 401 to %s", async (_case, body) => {
      expect(await signIn(body)).toEqual({ status: 401, json: clerkError("form_password_incorrect") })
    })

    it("answers 403 user_banned to a banned user with the right password only", async () => {
      const answer = await signIn({ email: "ban@example.com", password })
      expect(answer).toEqual({ status: 403, json: clerkError("user_banned") })
      expect((await signIn({ email: "ban@example.com", password: "wrong" })).status).toBe(401)
    })

    it("answers 403 user_locked to a locked user", async () => {
      const { id } = clerk.users.create({ email: "locked@example.com", password })
      clerk.users.lock(id)
      expect(await signIn({ email: "locked@example.com", password })).toEqual({
        status: 403,
        json: clerkError("user_locked"),
      })
    })

    it("names what is missing", async () => {
      expect(await signIn({ email: "ada@example.com" })).toEqual({
        status: 422,
        json: clerkError("form_param_missing", { param_name: "password" }),
      })
    })
  })

  describe("/v1/sessions", () => {
    const client = () => createClerkClient({ secretKey: clerk.secretKey, apiUrl: clerk.apiUrl }).sessions

    it("creates a session and its tokens, without azp as they were made by a server", async () => {
      const session = await client().createSession({ userId: "user_ada" })
      expect(session).toMatchObject({ userId: "user_ada", status: "active" })
      const { jwt } = await client().getToken(session.id, undefined, 300)
      const claims = await verifyToken(jwt, { jwtKey: clerk.jwtKey })
      expect(claims).toMatchObject({ sub: "user_ada", sid: session.id })
      expect(claims.exp - claims.iat).toBe(300)
      expect(claims).not.toHaveProperty("azp")
    })

    it("refuses a banned, an unknown and no user, and an unknown session", async () => {
      await expect(client().createSession({ userId: "user_ban" })).rejects.toMatchObject({ status: 403 })
      await expect(client().createSession({ userId: "user_nobody" })).rejects.toMatchObject({ status: 404 })
      await expect(client().createSession({ userId: "" })).rejects.toMatchObject({ status: 422 })
      await expect(client().getToken("sess_none")).rejects.toMatchObject({ status: 404 })
    })

    it.each(["ban", "delete"] as const)("ends the sessions of a user on %s", async (action) => {
      const { id } = clerk.users.create({})
      const session = await client().createSession({ userId: id })
      clerk.users[action](id)
      await expect(client().getToken(session.id)).rejects.toMatchObject({ status: 404 })
    })
  })
})
