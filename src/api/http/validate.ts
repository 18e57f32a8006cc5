import { json, raw } from "body-parser"
import type { MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../../errors"
import { answering } from "./answer"
import { messageOf } from "./issue-messages"

const DEFAULT_BODY_LIMIT = "100kb"

/** Checks a value, and names the first ten things that are wrong with it. */
export const parseOrThrow = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value, { error: messageOf })
  if (result.success) {
    return result.data
  }
  const messages = result.error.issues.map(({ path, message }) => (path.length ? `${path.join(".")}: ${message}` : message))
  throw new CustomerRoleError("invalid_request", messages.slice(0, 10).join("; "))
}

const ERROR_BY_STATUS: Record<number, CustomerRoleError> = {
  413: new CustomerRoleError("payload_too_large"),
  415: new CustomerRoleError("unsupported_media_type"),
}

const read = (
  parser: ReturnType<typeof json>,
  req: MedusaRequest,
  res: MedusaResponse,
  whatIfMalformed: string
): Promise<void> =>
  new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => {
      if (error === undefined) {
        resolve()
        return
      }
      const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 400
      reject(ERROR_BY_STATUS[status] ?? new CustomerRoleError("invalid_request", whatIfMalformed))
    })
  })

/** Reads the body as it came, for a signature over it: `req.body` is a `Buffer`. */
export const rawBody = (limit: string): MiddlewareFunction => {
  const parser = raw({ limit, type: () => true })
  return answering(async (req, res, next) => {
    await read(parser, req, res, "The body could not be read.")
    next()
  })
}

/** What a JSON body may be like. */
export type BodyOptions = {
  /** @default "100kb", as Medusa's */
  limit?: string
  /** What whoever sends another type is told. @default that of the catalogue */
  otherTypes?: string
}

/**
 * Reads and checks a JSON body, for routes that switch Medusa's body parser off: malformed JSON, a body too large or
 * of another type get our errors, and only after the caller was authenticated. The result is `req.validatedBody`.
 */
export const validateBody = <T>(schema: z.ZodType<T>, { limit = DEFAULT_BODY_LIMIT, otherTypes }: BodyOptions = {}): MiddlewareFunction => {
  const parser = json({ limit })
  return answering(async (req, res, next) => {
    // `is` gives null for a request without a body and false for another media type. It takes an empty body for one.
    if (req.headers["content-length"] !== "0" && req.is("json") === false) {
      throw new CustomerRoleError("unsupported_media_type", otherTypes)
    }
    await read(parser, req, res, "The body is not valid JSON.")
    req.validatedBody = parseOrThrow<unknown>(schema, req.body ?? {})
    next()
  })
}

/** Checks the query string. The result is `req.validatedQuery`. */
export const validateQuery = (schema: z.ZodType<Record<string, unknown>>): MiddlewareFunction =>
  answering((req, _res, next) => {
    req.validatedQuery = parseOrThrow(schema, req.query)
    next()
  })
