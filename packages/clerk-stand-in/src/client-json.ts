import type { BrowserClient } from "./clients-store"
import type { ClerkSessionJson, SessionsStore } from "./sessions-store"
import { signInJson } from "./sign-in-attempt"
import { signUpJson } from "./sign-up-attempt"
import { mintToken, type TokenSettings } from "./tokens"
import { type ClerkUserJson, primaryEmail } from "./user-json"
import type { ClerkStandInUsers } from "./users-store"

const MINUTE = 60 * 1000

export type ClientJsonContext = { users: ClerkStandInUsers; sessions: SessionsStore; tokens: TokenSettings }

/** What browsers are shown. Each token is for the origin of the page that asks. */
export type BrowserViews = {
  client(client: BrowserClient, origin: string): object
  session(session: ClerkSessionJson, origin: string): object
  token(session: ClerkSessionJson, origin: string): { object: "token"; jwt: string }
  /** Without private metadata, which is for servers. */
  user(user: ClerkUserJson): object
}

/**
 * Shows clients, sessions and users as Clerk's Frontend API does.
 *
 * @example
 * const views = createBrowserViews({ users, sessions, tokens })
 * views.client(client, "http://localhost:8000")
 */
export function createBrowserViews({ users, sessions, tokens }: ClientJsonContext): BrowserViews {
  const user = ({ private_metadata: _, ...shown }: ClerkUserJson) => ({
    ...shown,
    profile_image_id: "",
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    email_addresses: shown.email_addresses.map((address) => ({ ...address, matches_sso_connection: false })),
  })

  const token = (session: ClerkSessionJson, origin: string) => {
    const claims = { fva: factorAge(session) }
    return { object: "token" as const, jwt: mintToken(tokens, session.user_id, { sid: session.id, azp: origin, claims }) }
  }

  const session = (one: ClerkSessionJson, origin: string) => {
    const owner = users.get(one.user_id)
    return {
      object: "session",
      id: one.id,
      status: one.status,
      factor_verification_age: factorAge(one),
      expire_at: one.expire_at,
      abandon_at: one.abandon_at,
      last_active_at: one.last_active_at,
      last_active_organization_id: one.last_active_organization_id,
      last_active_token: one.status === "active" ? token(one, origin) : null,
      actor: one.actor,
      tasks: null,
      user: owner ? user(owner) : null,
      public_user_data: owner ? publicUserData(owner) : null,
      created_at: one.created_at,
      updated_at: one.updated_at,
    }
  }

  return {
    user,
    token,
    session,
    client(client, origin) {
      const active = sessions.active({ clientId: client.id })
      const lastActive = active.find(({ id }) => id === client.lastActiveSessionId) ?? active.at(-1)
      return {
        object: "client",
        id: client.id,
        sessions: active.map((one) => session(one, origin)),
        sign_up: client.signUp && signUpJson(client.signUp),
        sign_in: client.signIn && signInJson(client.signIn, users.get(client.signIn.userId ?? "")),
        last_active_session_id: lastActive?.id ?? null,
        last_authentication_strategy: null,
        cookie_expires_at: null,
        // There is no captcha here, as no request leaves the machine.
        captcha_bypass: true,
        created_at: client.createdAt,
        // Clerk's script makes the cookie __client_uat of it. If it moved with every answer, the shop's server would take a token of
        // the second before for one of an earlier sign-in, and the customer for signed out.
        updated_at: Math.max(client.createdAt, ...active.map(({ created_at }) => created_at)),
      }
    },
  }
}

/** Minutes since the first factor was verified; there is no second. */
function factorAge(session: ClerkSessionJson): [number, number] {
  return [Math.floor((Date.now() - session.created_at) / MINUTE), -1]
}

function publicUserData(user: ClerkUserJson) {
  return {
    first_name: user.first_name,
    last_name: user.last_name,
    image_url: user.image_url,
    has_image: user.has_image,
    identifier: primaryEmail(user)?.email_address ?? user.id,
    user_id: user.id,
  }
}
