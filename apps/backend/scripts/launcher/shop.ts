import { ForeseenError } from "./foreseen-error"
import { demo, shownPath } from "./paths"

/** A request to the backend. */
export type Call = {
  method: "GET" | "POST"
  /** Another server to call instead of the backend. */
  origin?: string
  path: string
  token?: string
  headers?: Record<string, string>
  body?: unknown
}

export type Answer = { status: number; body: Record<string, unknown> }

/** The backend over HTTP, as storefronts and the admin use it. */
export type Shop = { url: string; publishableKey: string; call(call: Call): Promise<Answer> }

/** @example const { status } = await connectShop(url, key).call({ method: "GET", path: "/store/regions" }) */
export function connectShop(url: string, publishableKey: string): Shop {
  return {
    url,
    publishableKey,
    async call({ method, origin = url, path, token, headers, body }) {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: {
          ...headers,
          ...(path.startsWith("/store/") && { "x-publishable-api-key": publishableKey }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: asObject(await response.text()) }
    },
  }
}

/** Signs an admin in and returns their token. @throws {ForeseenError} if the sign-in fails */
export async function signInAdmin(shop: Shop, email: string, password: string): Promise<string> {
  const { status, body } = await shop.call({ method: "POST", path: "/auth/user/emailpass", body: { email, password } })
  if (status !== 200 || typeof body.token !== "string") {
    throw new ForeseenError(`The admin ${email} could not sign in (${status} ${String(body.message ?? "")}).`)
  }
  return body.token
}

/** Returns the error for an answer that the demo cannot go on with. */
export function unexpectedAnswer(what: string, { status, body }: Answer): ForeseenError {
  return new ForeseenError(
    `${what}: the backend answered ${status} ${JSON.stringify(body)}. The reason is in ${shownPath(demo.log)}. ` +
      `If another version of the code created the data, remove ${shownPath(demo.folder)} and start again.`
  )
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? { ...value } : { value }
  } catch {
    return text ? { message: text } : {}
  }
}
