import type { IncomingHttpHeaders, IncomingMessage } from "node:http"

import { ClerkApiError, invalidParam, unknownParam } from "../errors"
import { isJsonObject, type JsonObject } from "../json"

const MAX_BODY = 1024 * 1024

export type ApiRequest = {
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
    method: incoming.method ?? "GET",
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  }
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

function parseBody(text: string): JsonObject {
  let body: unknown
  try {
    body = JSON.parse(text || "{}")
  } catch {
    body = undefined
  }
  if (!isJsonObject(body)) {
    const detail = "The request body is not a JSON object."
    throw new ClerkApiError(400, "request_body_invalid", "Request body invalid", detail)
  }
  return body
}
