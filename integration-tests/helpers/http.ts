/** An answer of the shop; `body` is the parsed JSON, or the text where it is none. */
export type Answer<T> = { status: number; body: T; headers: Headers }

/** How a call is made. */
export type CallOptions = {
  /** Sent as `Authorization: Bearer`. */
  token?: string
  /** Sent as `Cookie`. */
  cookie?: string
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is; `content-type` is up to `headers`. */
  rawBody?: string | Uint8Array<ArrayBuffer> | FormData
  headers?: Record<string, string>
  /** Leave the publishable key out, or send another one. */
  key?: string | null
}

/** What an error answer looks like. */
export type ErrorAnswer = { type: string; code?: string; message: string; errors?: unknown[] }

/** Makes calls over real HTTP. Never throws on a status. */
export type HttpClient = {
  call: <T = ErrorAnswer>(method: string, path: string, options?: CallOptions) => Promise<Answer<T>>
  get: <T = ErrorAnswer>(path: string, options?: CallOptions) => Promise<Answer<T>>
  post: <T = ErrorAnswer>(path: string, options?: CallOptions) => Promise<Answer<T>>
  delete: <T = ErrorAnswer>(path: string, options?: CallOptions) => Promise<Answer<T>>
}

/** Store routes get the publishable key by themselves. */
export const createHttpClient = (baseUrl: () => string, publishableKey: () => string): HttpClient => {
  const call: HttpClient["call"] = async (method, path, { token, cookie, body, rawBody, headers, key } = {}) => {
    const storeKey = key === undefined && path.startsWith("/store") ? publishableKey() : key
    const response = await fetch(`${baseUrl()}${path}`, {
      method,
      redirect: "manual",
      body: rawBody ?? (body === undefined ? undefined : JSON.stringify(body)),
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(storeKey ? { "x-publishable-api-key": storeKey } : {}),
        ...headers,
      },
    })
    return { status: response.status, body: parse(await response.text()), headers: response.headers }
  }
  return {
    call,
    get: (path, options) => call("GET", path, options),
    post: (path, options) => call("POST", path, options),
    delete: (path, options) => call("DELETE", path, options),
  }
}

const parse = <T>(text: string): T => {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(JSON.stringify(text))
  }
}
