import { invalidParam } from "../errors"
import type { ApiRequest } from "../http/request"
import { type Route, route } from "../http/router"
import { cookieSuffixOf } from "../publishable-key"
import type { ClerkSessionJson } from "../sessions-store"
import { signToken } from "../tokens"
import { browserOrNew, type FrontendApiContext, originOf } from "./frontend-call"

const EVERYWHERE = "Path=/; SameSite=Lax"
const FOR_A_YEAR = `${EVERYWHERE}; Max-Age=31536000`
const GONE = `${EVERYWHERE}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`
const LOOPBACK = /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/
const LIFETIME_SECONDS = 60

/**
 * The handshake of Clerk's server-side SDK: a page that is asked for with an old token, or by a new browser, is sent here,
 * and returns with the cookies that the SDK then sets.
 */
export function handshakeRoute(context: FrontendApiContext): Route {
  return route("GET", "/v1/client/handshake", (request) => {
    const back = returnUrl(context, request)
    const client = browserOrNew(context, request)
    const [session] = context.sessions.active({ clientId: client.id }).reverse()
    const suffix = cookieSuffixOf(context.publishableKey)
    const named = (name: string) => (request.query.get("suffixed_cookies") === "true" ? [name, `${name}_${suffix}`] : [name])
    const cookies = [
      ...sessionCookies(context, session, back.origin, named),
      ...named("__clerk_db_jwt").map((name) => `${name}=${client.token}; ${FOR_A_YEAR}`),
    ]
    const exp = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS
    back.searchParams.set("__clerk_handshake", signToken(context.tokens.keys, { handshake: cookies, exp }))
    return { status: 307, body: "", headers: { location: back.href } }
  })
}

function sessionCookies(
  { views }: FrontendApiContext,
  session: ClerkSessionJson | undefined,
  origin: string,
  named: (name: string) => string[]
): string[] {
  const clientUat = session ? Math.floor(session.created_at / 1000) : 0
  return [
    ...named("__client_uat").map((name) => `${name}=${clientUat}; ${FOR_A_YEAR}`),
    ...named("__session").map((name) => (session ? `${name}=${views.token(session, origin).jwt}; ${EVERYWHERE}` : `${name}=; ${GONE}`)),
  ]
}

/** What it returns with makes its reader this browser, so it returns to the shop and to this machine only. */
function returnUrl(context: FrontendApiContext, request: ApiRequest): URL {
  const text = request.query.get("redirect_url") ?? ""
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOurs =
    url &&
    /^https?:$/.test(url.protocol) &&
    (LOOPBACK.test(url.hostname) || [...context.tokens.authorizedParties, originOf(context, request)].includes(url.origin))
  if (!isOurs) {
    throw invalidParam("redirect_url", "a page of the shop")
  }
  return url
}
