import type { IncomingHttpHeaders } from "node:http"

import type { BrowserViews } from "../client-json"
import type { BrowserClient, ClientsStore } from "../clients-store"
import type { EmailCodes } from "../email-codes"
import { ClerkApiError, signedOut, userBanned, userLocked } from "../errors"
import { type HttpAnswer, jsonReply } from "../http/reply"
import type { ApiRequest } from "../http/request"
import { type Route, route } from "../http/router"
import type { ClerkSessionJson, SessionsStore } from "../sessions-store"
import type { TokenSettings } from "../tokens"
import type { ClerkUserJson } from "../user-json"
import type { UsersStore } from "../users-store"

export type FrontendApiContext = {
  publishableKey: string
  applicationName: string
  users: UsersStore
  sessions: SessionsStore
  clients: ClientsStore
  emailCodes: EmailCodes
  views: BrowserViews
  tokens: TokenSettings
}

/** A request from a browser: which one it is, and the origin of the page. */
export type FrontendCall = { request: ApiRequest; client: BrowserClient; origin: string }

type Handle<Result> = (call: FrontendCall, id: string) => Result

/** The only cookie of the stand-in's own; scripts of the page do not see it. */
const CLIENT_COOKIE = "__client"
const DEV_BROWSER = "__clerk_db_jwt"
const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60

/**
 * The browser that asks: by the dev browser that Clerk's script names, or by cookie where the page is on the same origin. A
 * browser without either is a new one.
 *
 * @throws 401 for a dev browser that is unknown, whereupon Clerk's script asks for another
 */
export function browserOf({ clients }: FrontendApiContext, request: ApiRequest): BrowserClient {
  const named = request.query.get(DEV_BROWSER)
  if (named) {
    const client = clients.find(named)
    if (!client) {
      throw new ClerkApiError(401, "dev_browser_unauthenticated", "Browser unauthenticated", "Unable to authenticate this browser.")
    }
    return client
  }
  const known = [CLIENT_COOKIE, DEV_BROWSER].map((name) => clients.find(cookie(request, name) ?? ""))
  return known.find((client) => client !== undefined) ?? clients.create()
}

/**
 * As {@link browserOf}, but a browser that is unknown is a new one. A page that is being loaded could do nothing about a refusal,
 * and every browser is unknown after a restart.
 */
export function browserOrNew(context: FrontendApiContext, request: ApiRequest): BrowserClient {
  const named = request.query.get(DEV_BROWSER)
  return named && !context.clients.find(named) ? context.clients.create() : browserOf(context, request)
}

/** The origin of the page, as the shop's proxy or the browser says; tokens are for it. */
export function originOf({ tokens }: FrontendApiContext, { headers }: ApiRequest): string {
  for (const named of [headers["clerk-proxy-url"], headers.origin]) {
    if (typeof named === "string" && URL.canParse(named)) {
      return new URL(named).origin
    }
  }
  return tokens.authorizedParties[0] ?? ""
}

/**
 * Routes of Clerk's Frontend API.
 *
 * @example
 * const { resource } = frontendRoutes(context)
 * resource("GET", "/v1/me", (call) => context.views.user(currentUser(context, call)))
 */
export function frontendRoutes(context: FrontendApiContext) {
  const callOf = (request: ApiRequest): FrontendCall => ({
    request,
    client: browserOf(context, request),
    origin: originOf(context, request),
  })
  const answer = ({ request, client }: FrontendCall, body: unknown): HttpAnswer => ({
    ...jsonReply(body),
    headers: cookie(request, CLIENT_COOKIE) === client.token ? {} : { "set-cookie": clientCookie(client) },
  })
  return {
    /** Answers with what the handler gives, and with the client as it is then, which Clerk's script takes over. */
    resource: (method: string, path: string, handle: Handle<object>): Route =>
      route(method, path, (request, id) => {
        const call = callOf(request)
        const response = handle(call, id)
        return answer(call, { response, client: context.views.client(call.client, call.origin) })
      }),
    /** Answers with what the handler gives. */
    plain: (method: string, path: string, handle: Handle<unknown>): Route =>
      route(method, path, (request, id) => {
        const call = callOf(request)
        return answer(call, handle(call, id))
      }),
  }
}

/**
 * Signs a user in, in this browser.
 *
 * @throws 403 where they are banned or locked, 400 where somebody is signed in already
 */
export function beginSession({ users, sessions }: FrontendApiContext, client: BrowserClient, user: ClerkUserJson): ClerkSessionJson {
  refuseSecondSession(sessions, client)
  if (user.banned) {
    throw userBanned()
  }
  if (user.locked) {
    throw userLocked()
  }
  users.recordSignIn(user.id)
  const session = sessions.begin(user.id, client.id)
  client.lastActiveSessionId = session.id
  return session
}

/** @throws 400 where somebody is signed in: the instance has one account a browser */
export function refuseSecondSession(sessions: SessionsStore, client: BrowserClient): void {
  if (sessions.active({ clientId: client.id }).length > 0) {
    throw new ClerkApiError(400, "session_exists", "Session already exists", "You're already signed in.")
  }
}

/** The active session of this browser with this id. @throws 401 where there is none */
export function ownSession({ sessions }: FrontendApiContext, { client }: FrontendCall, id: string): ClerkSessionJson {
  const session = sessions.active({ clientId: client.id }).find((one) => one.id === id)
  if (!session) {
    throw signedOut()
  }
  return session
}

/** The session that the call is made in. @throws 401 where nobody is signed in */
export function currentSession(context: FrontendApiContext, call: FrontendCall): ClerkSessionJson {
  return ownSession(context, call, call.request.query.get("_clerk_session_id") ?? call.client.lastActiveSessionId ?? "")
}

/** Who is signed in. @throws 401 where nobody is */
export function currentUser(context: FrontendApiContext, call: FrontendCall): ClerkUserJson {
  const user = context.users.get(currentSession(context, call).user_id)
  if (!user) {
    throw signedOut()
  }
  return user
}

function clientCookie({ token }: BrowserClient): string {
  return `${CLIENT_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${ONE_YEAR_SECONDS}`
}

function cookie({ headers }: { headers: IncomingHttpHeaders }, name: string): string | undefined {
  const prefix = `${name}=`
  const pair = headers.cookie?.split(/; */).find((one) => one.startsWith(prefix))
  return pair?.slice(prefix.length)
}
