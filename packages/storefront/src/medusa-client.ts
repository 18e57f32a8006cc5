import { Client, type ClientFetch, type FetchArgs, FetchError } from "@medusajs/js-sdk"
import { isKnownCode } from "./error-codes.js"
import { type CustomerRoleError, isCustomerRoleError } from "./errors.js"
import { readRefusal } from "./read-refusal.js"

/**
 * Returns the credential of the signed-in customer, for example `getToken` of Clerk's `useAuth()` or `auth()`. Clerk's
 * tokens live for 60 seconds, so the client calls this before each request, with `skipCache` if it needs a fresh token.
 */
export type GetToken = (options?: { skipCache?: boolean; template?: string }) => Promise<string | null | undefined>

/** How to reach the shop. */
export type Connection = {
  /** Medusa's URL, such as `https://medusa.shop.example`. */
  baseUrl: string
  /** Medusa's publishable API key. */
  publishableKey: string
  /** @default nobody is signed in */
  getToken?: GetToken
  /** The function that sends requests. @default the global `fetch` */
  fetch?: typeof fetch
}

/** A listener for refusals. */
export type RefusalListener = (refusal: CustomerRoleError) => void

/**
 * The HTTP client of Medusa's SDK with three additions: it requests a token for each call, accepts another `fetch`, and
 * reads why the shop refused.
 */
export class MedusaClient extends Client {
  private readonly listeners = new Set<RefusalListener>()

  constructor(private readonly connection: Connection) {
    super({
      baseUrl: connection.baseUrl,
      publishableKey: connection.publishableKey,
      auth: {
        type: "jwt",
        jwtTokenStorageMethod: "custom",
        storage: { getItem: async () => (await connection.getToken?.()) ?? null, setItem: () => undefined, removeItem: () => undefined },
      },
    })
  }

  /** Calls a listener with every refusal. Returns a function that removes it. */
  onRefusal(listener: RefusalListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // The SDK calls this in its constructor, before `connection` is set.
  protected override initClient(): ClientFetch {
    return async (input, init) => {
      const headers = this.headersFor(init)
      const token = headers.has("authorization") ? undefined : await this.connection.getToken?.()
      try {
        return await this.send(input, init, headers, token)
      } catch (error) {
        // The token expired on its way, or while a laptop slept. The shop has done nothing yet, so repeating is safe.
        const renewed =
          token && isCustomerRoleError(error, "invalid_token") ? await this.connection.getToken?.({ skipCache: true }) : undefined
        if (!renewed || renewed === token) {
          throw this.told(error)
        }
        return await this.send(input, init, headers, renewed).catch((again) => Promise.reject(this.told(again)))
      }
    }
  }

  private async send(input: RequestInfo | URL, init: FetchArgs | undefined, headers: Headers, token: string | null | undefined) {
    if (token) {
      headers.set("authorization", `Bearer ${token}`)
    }
    const { query, body, ...rest } = init ?? {}
    const request = this.connection.fetch ?? fetch
    const response = await request(isPath(input) ? this.urlOf(input, query) : input, {
      ...rest,
      headers,
      body: isEncoded(body) ? body : JSON.stringify(body),
      credentials: "omit",
    })
    if (response.status >= 300) {
      const copy = response.clone()
      throw (await readRefusal(response, isKnownCode)) ?? (await medusaError(copy))
    }
    return headers.get("accept")?.includes("json") ? await response.json() : response
  }

  private headersFor(init: FetchArgs | undefined): Headers {
    const headers = new Headers({
      "content-type": "application/json",
      accept: "application/json",
      "x-publishable-api-key": this.connection.publishableKey,
    })
    if (this.locale) {
      headers.set("x-medusa-locale", this.locale)
    }
    for (const [name, value] of Object.entries(init?.headers ?? {})) {
      if (typeof value === "string") {
        headers.set(name, value)
      } else if (value === null) {
        headers.delete(name)
      }
    }
    return headers
  }

  private urlOf(path: string | URL, query: Record<string, unknown> = {}): URL {
    const { baseUrl } = this.connection
    const base = new URL(!baseUrl || baseUrl === "/" ? window.location.origin : baseUrl)
    const route = String(path).replace(/^\//, "")
    // An id such as ".." would lead the customer's credential to another route.
    if (STEP_UP.test(route.split(/[?#]/, 1)[0] ?? "")) {
      throw new FetchError(`The path /${route} leads to another route. Use ids as the shop returns them.`, "Bad Request", 400)
    }
    const url = new URL(`${base.pathname.replace(/\/$/, "")}/${route}`, base)
    for (const [key, value] of Object.entries(query).flatMap(([name, its]) => pairsOf(name, its))) {
      url.searchParams.append(key, value)
    }
    return url
  }

  private told(error: unknown): unknown {
    if (isCustomerRoleError(error)) {
      this.listeners.forEach((listener) => listener(error))
    }
    return error
  }
}

/** What `URL` resolves in a path, or drops from it. */
const STEP_UP = /(^|\/)(\.|%2e){1,2}\s*(\/|$)|[\\\t\n\r]/i

const isPath = (input: RequestInfo | URL): input is string | URL => typeof input === "string" || input instanceof URL

/** Sends anything but a plain object or list as it is. */
const isEncoded = (body: FetchArgs["body"]): body is BodyInit | null | undefined =>
  typeof body !== "object" || body === null || !(Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype)

/** Encodes a value of a query string as Medusa reads it: `id[0]=…`, `created_at[$gt]=…`. */
const pairsOf = (name: string, value: unknown): [string, string][] => {
  if (value === undefined || value === null) {
    return []
  }
  if (value instanceof Date) {
    return [[name, value.toISOString()]]
  }
  return typeof value === "object"
    ? Object.entries(value).flatMap(([key, its]) => pairsOf(`${name}[${key}]`, its))
    : [[name, String(value)]]
}

/** Returns the error that the SDK throws for Medusa's own answers. */
const medusaError = async (response: Response): Promise<FetchError> => {
  const body: { message?: string } | null = await response.json().catch(() => null)
  return new FetchError(body?.message ?? response.statusText, response.statusText, response.status)
}
