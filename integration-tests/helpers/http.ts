/** An answer of the shop. `body` is the parsed JSON, or the text if it is not JSON. */
export type Answer<T> = { status: number; body: T; headers: Headers }

/** Options of a call. */
export type CallOptions = {
  /** Sent as `Authorization: Bearer`. */
  token?: string
  /** Sent as `Cookie`. */
  cookie?: string
  /** Sent as JSON. */
  body?: unknown
  /** Sent unchanged; set `content-type` in `headers`. */
  rawBody?: string | Uint8Array<ArrayBuffer> | FormData
  headers?: Record<string, string>
  /** Omits the publishable key, or sends another one. */
  key?: string | null
}

/** The body of an error answer. */
export type ErrorAnswer = { type: string; code?: string; message: string; errors?: unknown[] }

/** Sends requests over real HTTP. Never throws because of a status. */
export type HttpClient = {
  call: <T = ErrorAnswer>(method: string, path: string, options?: CallOptions) => Promise<Answer<T>>
  get: <T = ErrorAnswer>(path: string, options?: CallOptions) => Promise<Answer<T>>
  post: <T = ErrorAnswer>(path: string, options?: CallOptions) => Promise<Answer<T>>
  delete: <T = ErrorAnswer>(path: string, options?: CallOptions) => Promise<Answer<T>>
}

/** Adds the publishable key to calls of store routes. */
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
