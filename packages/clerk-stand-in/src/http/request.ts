import type { IncomingHttpHeaders, IncomingMessage } from "node:http"

import { ClerkApiError, invalidParam, unknownParam } from "../errors"
import { isJsonObject, type JsonObject } from "../json"

const MAX_BODY = 1024 * 1024

export type ApiRequest = {
  /** What the caller means: Clerk's script sends every change as a POST and names its method in `_method`. */
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

/**
 * Reads a request to its end.
 *
 * @throws 400 for a target that is not a path, 413 for more than 1 MB
 */
export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    // Read on without keeping it: leaving early would cut the connection before the answer.
    if (size <= MAX_BODY) {
      chunks.push(chunk)
    }
  }
  if (size > MAX_BODY) {
    throw new ClerkApiError(413, "request_body_too_large", "Request body too large")
  }
  const target = `http://127.0.0.1${incoming.url}`
  if (!incoming.url?.startsWith("/") || !URL.canParse(target)) {
    throw new ClerkApiError(400, "bad_request", "Bad request")
  }
  const { pathname, searchParams } = new URL(target)
  return {
    method: meantMethod(incoming.method ?? "GET", searchParams),
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  }
}

function meantMethod(method: string, query: URLSearchParams): string {
  const named = query.get("_method") ?? ""
  return method === "POST" && ["DELETE", "PATCH", "PUT"].includes(named) ? named : method
}

type ParamTypes = {
  text: string
  textOrNull: string | null
  texts: string[]
  flag: boolean
  object: JsonObject
  seconds: number
}

const PARAM_CHECKS: { [Kind in keyof ParamTypes]: { expected: string; test: (value: unknown) => boolean } } = {
  text: { expected: "a string", test: (value) => typeof value === "string" },
  textOrNull: { expected: "a string or null", test: (value) => value === null || typeof value === "string" },
  texts: {
    expected: "a list of strings",
    test: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  },
  flag: { expected: "true or false", test: (value) => typeof value === "boolean" },
  object: { expected: "an object", test: isJsonObject },
  seconds: { expected: "a positive integer", test: (value) => Number.isSafeInteger(value) && Number(value) > 0 },
}

/**
 * The JSON body, each parameter of the kind that the route names for it.
 *
 * @throws 400 for a body that is not a JSON object, 422 for a parameter that is unknown or of another kind
 * @example
 * const { email, password } = readParams(request, { email: "text", password: "text" });
 */
export function readParams<Spec extends Record<string, keyof ParamTypes>>(
  request: ApiRequest,
  spec: Spec
): { [Name in keyof Spec]?: ParamTypes[Spec[Name]] } {
  const body = parseBody(request.body)
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(spec, name) ? spec[name] : undefined
    if (!kind) {
      throw unknownParam(name)
    }
    if (!PARAM_CHECKS[kind].test(value)) {
      throw invalidParam(name, PARAM_CHECKS[kind].expected)
    }
  }
  return body as { [Name in keyof Spec]?: ParamTypes[Spec[Name]] }
}

/** What Clerk's script sends along and the stand-in has no use for. */
const NOT_USED = new Set(["locale", "timezone", "captcha_token", "captcha_widget_type", "captcha_error", "intent", "transfer"])

/**
 * The form that Clerk's script sends from a browser, each field of the kind that the route names for it. Objects arrive as
 * JSON, and what is empty was not given.
 *
 * @throws 422 for a field that is unknown or of another kind
 * @example
 * const { email_address, unsafe_metadata } = readForm(request, { email_address: "text", unsafe_metadata: "object" });
 */
export function readForm<Spec extends Record<string, "text" | "object" | "flag">>(
  request: ApiRequest,
  spec: Spec
): { [Name in keyof Spec]?: ParamTypes[Spec[Name]] } {
  const form = new Map<string, unknown>()
  for (const [name, text] of new URLSearchParams(request.body)) {
    if (text === "" || NOT_USED.has(name)) {
      continue
    }
    const kind = Object.hasOwn(spec, name) ? spec[name] : undefined
    if (!kind) {
      throw unknownParam(name)
    }
    const value = kind === "text" ? text : parseJson(text)
    if (!PARAM_CHECKS[kind].test(value)) {
      throw invalidParam(name, PARAM_CHECKS[kind].expected)
    }
    form.set(name, value)
  }
  return Object.fromEntries(form) as { [Name in keyof Spec]?: ParamTypes[Spec[Name]] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseBody(text: string): JsonObject {
  const body = parseJson(text || "{}")
  if (!isJsonObject(body)) {
    const detail = "The request body is not a JSON object."
    throw new ClerkApiError(400, "request_body_invalid", "Request body invalid", detail)
  }
  return body
}
