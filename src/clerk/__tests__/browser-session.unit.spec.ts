import { type ClerkStandIn, startClerkStandIn } from "clerk-stand-in"
import { verifySessionToken } from "../session-token"

const SHOP = "http://localhost:8000"

describe("the token of somebody who signed in in a browser", () => {
  let clerk: ClerkStandIn

  beforeAll(async () => {
    clerk = await startClerkStandIn({ authorizedParties: [SHOP], users: [{ email: "ada@example.com", password: "correct horse" }] })
  })

  afterAll(() => clerk.close())

  const signInAt = async (origin: string): Promise<{ token: string; sessionId: string }> => {
    const response = await fetch(`${clerk.apiUrl}/v1/client/sign_ins`, {
      method: "POST",
      headers: { origin },
      body: new URLSearchParams({ identifier: "ada@example.com", password: "correct horse" }),
    })
    const { client } = (await response.json()) as { client: { sessions: { id: string; last_active_token: { jwt: string } }[] } }
    const [session] = client.sessions
    return { token: session.last_active_token.jwt, sessionId: session.id }
  }

  const verify = (token: string) => {
    const { secretKey, jwtKey, issuer, authorizedParties } = clerk
    return verifySessionToken(token, { secretKey, jwtKey: jwtKey.trim(), issuer, authorizedParties })
  }

  it("is accepted where they signed in at the shop", async () => {
    const { token, sessionId } = await signInAt(SHOP)
    const user = clerk.users.findByEmail("ada@example.com")
    expect(await verify(token)).toEqual({ clerk_user_id: user?.id, clerk_session_id: sessionId, impersonator_id: null })
  })

  it("is refused where they signed in elsewhere", async () => {
    const { token } = await signInAt("http://elsewhere.example")
    await expect(verify(token)).rejects.toMatchObject({ code: "invalid_token", reason: "azp_not_listed" })
  })
})
