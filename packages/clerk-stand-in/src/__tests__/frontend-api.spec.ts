import { verifyToken } from "@clerk/backend"

import { type ClerkStandIn, type SentEmailCode, startClerkStandIn } from "../index"
import { clerkError } from "./helpers/api"

const SHOP = "http://localhost:8000"
const PASSWORD = "correct horse"

/** A browser that speaks as clerk-js does, without being one: for what clerk-js would never send. */
type Browser = (method: string, path: string, form?: Record<string, string>) => Promise<{ status: number; json: Answer; headers: Headers }>

type Answer = {
  id?: string
  jwt?: string
  response: { id: string; status: string; email_addresses: { id: string }[] }
  client: { sessions: { id: string }[] } | null
}

describe("the Frontend API", () => {
  const shown: SentEmailCode[] = []
  let clerk: ClerkStandIn

  beforeAll(async () => {
    clerk = await startClerkStandIn({ onEmailCode: (sent) => shown.push(sent) })
  })

  afterAll(() => clerk.close())

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${clerk.apiUrl}${path}`, { redirect: "manual", ...init })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  const openBrowser = async (origin = SHOP): Promise<Browser> => {
    const { id } = JSON.parse((await ask("/v1/dev_browser", { method: "POST" })).text)
    return async (method, path, form = {}) => {
      const query = new URLSearchParams({ __clerk_db_jwt: id, ...(method !== "GET" && { _method: method }) })
      const sent = method === "GET" ? { headers: { origin } } : { method: "POST", headers: { origin }, body: new URLSearchParams(form) }
      const { text, ...answer } = await ask(`${path}?${query}`, sent)
      return { ...answer, json: JSON.parse(text) }
    }
  }

  const signedIn = async (email: string) => {
    const user = clerk.users.create({ email, password: PASSWORD })
    const browser = await openBrowser()
    const { json } = await browser("POST", "/v1/client/sign_ins", { identifier: email, password: PASSWORD })
    return { user, browser, sessionId: json.client?.sessions[0]?.id ?? "" }
  }

  it("gives each dev browser a client of its own, and refuses one that it has not given", async () => {
    const { user, sessionId } = await signedIn("own@example.com")
    const stranger = await openBrowser()
    expect((await stranger("GET", "/v1/client")).json.response).toMatchObject({ sessions: [], last_active_session_id: null })
    for (const path of [`/v1/client/sessions/${sessionId}/tokens`, `/v1/client/sessions/${sessionId}/remove`]) {
      expect(await stranger("POST", path)).toMatchObject({ status: 401, json: clerkError("authentication_invalid") })
    }
    expect((await stranger("GET", "/v1/me")).status).toBe(401)
    expect(clerk.sessions.get(sessionId)).toMatchObject({ user_id: user.id, status: "active" })
    const { status, text } = await ask("/v1/client?__clerk_db_jwt=dvb_guessed")
    expect({ status, json: JSON.parse(text) }).toEqual({ status: 401, json: clerkError("dev_browser_unauthenticated") })
  })

  it("shows its settings to Clerk's script, also where that says which page it is on", async () => {
    const browser = await openBrowser()
    const read = await browser("GET", "/v1/environment")
    expect(read).toMatchObject({ status: 200, json: { auth_config: { single_session_mode: true } } })
    expect(await browser("PATCH", "/v1/environment")).toMatchObject({ status: 200, json: read.json })
  })

  it("knows a browser again by the cookie, which scripts of the page cannot read", async () => {
    const first = await ask("/v1/client")
    const cookie = first.headers.get("set-cookie") ?? ""
    expect(cookie).toMatch(/^__client=dvb_\w+; Path=\/; HttpOnly; SameSite=Lax/)
    const again = await ask("/v1/client", { headers: { cookie: cookie.split(";")[0] ?? "" } })
    expect(JSON.parse(again.text).response.id).toBe(JSON.parse(first.text).response.id)
    expect(again.headers.get("set-cookie")).toBeNull()
  })

  it("lets pages of other sites read nothing", async () => {
    const { headers } = await ask("/v1/client", { headers: { origin: "https://elsewhere.example" } })
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([])
  })

  it("makes tokens for the origin of the page", async () => {
    const { browser, sessionId, user } = await signedIn("azp@example.com")
    const { json } = await browser("POST", `/v1/client/sessions/${sessionId}/tokens`)
    const claims = await verifyToken(json.jwt ?? "", { jwtKey: clerk.jwtKey, authorizedParties: [SHOP] })
    expect(claims).toMatchObject({ sub: user.id, sid: sessionId, azp: SHOP, sts: "active", iss: clerk.issuer })
  })

  it("answers 401 for a token once the session is revoked, the user banned or deleted", async () => {
    const revoked = await signedIn("revoked@example.com")
    const banned = await signedIn("banned@example.com")
    const deleted = await signedIn("deleted@example.com")
    clerk.sessions.end(revoked.sessionId, "revoked")
    clerk.users.ban(banned.user.id)
    clerk.users.delete(deleted.user.id)
    for (const { browser, sessionId } of [revoked, banned, deleted]) {
      expect((await browser("POST", `/v1/client/sessions/${sessionId}/tokens`)).status).toBe(401)
      expect((await browser("GET", "/v1/client")).json.response).toMatchObject({ sessions: [] })
    }
  })

  it("never shows private metadata to a browser", async () => {
    const { browser, user } = await signedIn("private@example.com")
    clerk.users.update(user.id, { private_metadata: { credit_limit: "secret" } })
    for (const path of ["/v1/me", "/v1/client"]) {
      expect(JSON.stringify((await browser("GET", path)).json)).not.toContain("secret")
    }
  })

  it.each(["public_metadata", "private_metadata", "banned", "password"])("refuses a user who sets their own %s", async (name) => {
    const { browser, user } = await signedIn(`sets-${name}@example.com`)
    expect(await browser("PATCH", "/v1/me", { [name]: "{}" })).toMatchObject({
      status: 422,
      json: clerkError("form_param_unknown", { param_name: name }),
    })
    expect(clerk.users.get(user.id)).toMatchObject({ public_metadata: {}, private_metadata: {}, banned: false })
  })

  describe("codes", () => {
    const startSignUp = async (email: string) => {
      const browser = await openBrowser()
      const { json } = await browser("POST", "/v1/client/sign_ups", { email_address: email, password: PASSWORD })
      const path = `/v1/client/sign_ups/${json.response.id}`
      await browser("POST", `${path}/prepare_verification`, { strategy: "email_code" })
      const enter = (code: string) => browser("POST", `${path}/attempt_verification`, { strategy: "email_code", code })
      return { browser, path, enter }
    }
    const wrongFor = (email: string) => (clerk.emailCodes.latest(email) === "000000" ? "000001" : "000000")

    it("are reported when sent, and listed by e-mail address", async () => {
      await startSignUp("mail@example.com")
      expect(shown.at(-1)).toMatchObject({ email: "mail@example.com", code: expect.stringMatching(/^\d{6}$/), purpose: "sign-up" })
      const { email_codes } = JSON.parse((await ask("/v1/stand-in/email-codes?email=MAIL@example.com")).text)
      expect(email_codes).toEqual([shown.at(-1)])
    })

    it("are 424242 for Clerk's test addresses, and not shown", async () => {
      const before = shown.length
      const { enter } = await startSignUp("jo+clerk_test@example.com")
      expect((await enter("424242")).json.response.status).toBe("complete")
      expect(shown).toHaveLength(before)
    })

    it("count no more after five wrong ones", async () => {
      const email = "guess@example.com"
      const { enter } = await startSignUp(email)
      for (let attempt = 0; attempt < 5; attempt++) {
        expect((await enter(wrongFor(email))).json).toEqual(clerkError("form_code_incorrect", { param_name: "code" }))
      }
      expect((await enter(clerk.emailCodes.latest(email) ?? "")).json).toEqual(clerkError("verification_failed"))
      expect(clerk.users.findByEmail(email)).toBeUndefined()
    })

    it("verify the address that they were sent to, and no other", async () => {
      const { browser, path, enter } = await startSignUp("first@example.com")
      await browser("PATCH", path, { email_address: "second@example.com" })
      expect((await enter(clerk.emailCodes.latest("first@example.com") ?? "")).json).toEqual(clerkError("verification_not_sent"))
    })

    it("for a new password sign nobody in by themselves", async () => {
      clerk.users.create({ email: "forgot@example.com", password: PASSWORD })
      const browser = await openBrowser()
      const { json } = await browser("POST", "/v1/client/sign_ins", {
        identifier: "forgot@example.com",
        strategy: "reset_password_email_code",
      })
      const path = `/v1/client/sign_ins/${json.response.id}`
      const code = clerk.emailCodes.latest("forgot@example.com") ?? ""
      expect((await browser("POST", `${path}/attempt_first_factor`, { strategy: "email_code", code })).json).toEqual(
        clerkError("verification_not_sent")
      )
      expect((await browser("POST", `${path}/reset_password`, { password: "battery staple" })).json).toEqual(
        clerkError("verification_missing")
      )
      const verified = await browser("POST", `${path}/attempt_first_factor`, { strategy: "reset_password_email_code", code })
      expect(verified.json).toMatchObject({ response: { status: "needs_new_password" }, client: { sessions: [] } })
    })

    it("make no second user of an address that somebody took meanwhile", async () => {
      const email = "race@example.com"
      const { enter } = await startSignUp(email)
      clerk.users.create({ email })
      expect((await enter(clerk.emailCodes.latest(email) ?? "")).json).toEqual(
        clerkError("form_identifier_exists", { param_name: "email_address" })
      )
      expect(clerk.users.list().filter(({ email_addresses }) => email_addresses[0]?.email_address === email)).toHaveLength(1)
    })
  })

  describe("the handshake", () => {
    it("makes a new browser of one that a former stand-in knew", async () => {
      const query = new URLSearchParams({ redirect_url: `${SHOP}/account`, __clerk_db_jwt: "dvb_of_yesterday" })
      const { status, headers } = await ask(`/v1/client/handshake?${query}`)
      expect(status).toBe(307)
      const [, payload = ""] = (new URL(headers.get("location") ?? "").searchParams.get("__clerk_handshake") ?? "").split(".")
      const { handshake: cookies } = JSON.parse(Buffer.from(payload, "base64url").toString())
      expect(cookies).toContainEqual(expect.stringMatching(/^__clerk_db_jwt=dvb_(?!of_yesterday)/))
    })

    const handshake = (redirectUrl: string) =>
      ask(`/v1/client/handshake?${new URLSearchParams({ redirect_url: redirectUrl, suffixed_cookies: "true" })}`)

    it("returns to the page with the cookies, under both of their names", async () => {
      const { status, headers } = await handshake(`${SHOP}/account?tab=orders`)
      const location = new URL(headers.get("location") ?? "")
      expect([status, location.origin, location.pathname, location.searchParams.get("tab")]).toEqual([307, SHOP, "/account", "orders"])
      const [, payload = ""] = (location.searchParams.get("__clerk_handshake") ?? "").split(".")
      const { handshake: cookies } = JSON.parse(Buffer.from(payload, "base64url").toString())
      for (const name of ["__client_uat", "__session", "__clerk_db_jwt"]) {
        expect(cookies.filter((cookie: string) => cookie.startsWith(name))).toEqual([
          expect.stringMatching(`^${name}=`),
          expect.stringMatching(`^${name}_[\\w-]{8}=`),
        ])
      }
    })

    it.each(["https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example", ""])("does not go to %p", async (url) => {
      const { status, headers, text } = await handshake(url)
      expect({ status, location: headers.get("location") }).toEqual({ status: 422, location: null })
      expect(JSON.parse(text)).toEqual(clerkError("form_param_value_invalid", { param_name: "redirect_url" }))
    })
  })

  describe("scripts", () => {
    it("come from the npm package, whatever version the page names", async () => {
      for (const version of ["@6", "@6.40.0", ""]) {
        const { status, headers, text } = await ask(`/npm/@clerk/clerk-js${version}/dist/clerk.browser.js`)
        expect({ status, type: headers.get("content-type") }).toEqual({ status: 200, type: "text/javascript; charset=utf-8" })
        expect(text.length).toBeGreaterThan(100_000)
      }
    })

    it.each([
      "/npm/@clerk/clerk-js@6/dist/nothing.js",
      `/npm/@clerk/clerk-js@6/dist/${encodeURIComponent("../package.json")}`,
      "/npm/@clerk/clerk-js@6/package.json",
      "/npm/@clerk/unknown@1/dist/index.js",
      "/npm/typescript/lib/typescript.js",
    ])("leave %s alone", async (path) => {
      expect((await ask(path)).status).toBe(404)
    })
  })
})
