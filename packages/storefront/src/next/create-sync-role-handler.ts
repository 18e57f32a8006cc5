import { auth } from "@clerk/nextjs/server"
import { ERROR_CATALOGUE, type ErrorCode } from "../error-catalogue.js"
import type { ErrorBody } from "../types.js"
import { connectionOf, type ServerConnection } from "./server-connection.js"

/** Retry-After in seconds when the shop does not answer. */
const ASK_AGAIN = 5

/**
 * Creates the route handler through which the browser syncs. It calls the shop with the Clerk token of the signed-in
 * user and passes the answer on. `POST` syncs, `GET` reads.
 *
 * @example
 * // app/api/sync-role/route.ts
 * import { createSyncRoleHandler } from "medusa-customer-role-storefront/next"
 *
 * const handler = createSyncRoleHandler()
 * export { handler as GET, handler as POST }
 */
export const createSyncRoleHandler =
  (connection: ServerConnection = {}) =>
  async (request: Request): Promise<Response> => {
    const { baseUrl, publishableKey, fetch: send = fetch } = connectionOf(connection)
    const { userId, getToken } = await auth()
    const token = userId ? await getToken() : null
    if (!token) {
      return refusal("unauthorized", "unauthenticated")
    }
    const isRead = request.method === "GET" || request.method === "HEAD"
    try {
      const answer = await send(`${baseUrl.replace(/\/$/, "")}/store/customers/sync-role${isRead ? "/me" : ""}`, {
        method: isRead ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "x-publishable-api-key": publishableKey },
        body: isRead ? undefined : "{}",
        cache: "no-store",
      })
      return new Response(await answer.text(), { status: answer.status, headers: headersOf(answer.headers) })
    } catch {
      return refusal("service_unavailable", "busy", { "retry-after": String(ASK_AGAIN) })
    }
  }

/** Passes on the headers that describe the body and say when to try again. */
const headersOf = (headers: Headers): [string, string][] => [
  ["cache-control", "private, no-store"],
  ...["content-type", "retry-after"].flatMap((name): [string, string][] => {
    const value = headers.get(name)
    return value === null ? [] : [[name, value]]
  }),
]

const refusal = (type: string, code: ErrorCode, headers: Record<string, string> = {}): Response => {
  const { status, message } = ERROR_CATALOGUE[code]
  return Response.json({ type, code, message } satisfies ErrorBody, {
    status,
    headers: { "cache-control": "private, no-store", ...headers },
  })
}
