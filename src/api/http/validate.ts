import { json, raw } from "body-parser"
import type { MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../../errors"
import { answering } from "./answer"
import { messageOf } from "./issue-messages"

const DEFAULT_BODY_LIMIT = "100kb"

/**
 * Parses a value with a schema.
 *
 * @throws CustomerRoleError `invalid_request` that names the first ten problems
 */
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

const read = (parser: ReturnType<typeof json>, req: MedusaRequest, res: MedusaResponse, messageIfMalformed: string): Promise<void> =>
  new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => {
      if (error === undefined) {
        resolve()
        return
      }
      const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 400
      reject(ERROR_BY_STATUS[status] ?? new CustomerRoleError("invalid_request", messageIfMalformed))
    })
  })

/** Reads the raw body into `req.body` as a `Buffer`, so that a signature over it can be verified. */
export const rawBody = (limit: string): MiddlewareFunction => {
  const parser = raw({ limit, type: () => true })
  return answering(async (req, res, next) => {
    await read(parser, req, res, "The body could not be read. Send it again.")
    next()
  })
}

/** Options for {@link validateBody}. */
export type BodyOptions = {
  /** @default "100kb", as in Medusa */
  limit?: string
  /** The message for other media types. @default that of `unsupported_media_type` */
  otherTypes?: string
}

/**
 * Returns a middleware that reads a JSON body and parses it into `req.validatedBody`. For routes that switch Medusa's body
 * parser off, so that a malformed or oversized body, or one of another type, gets our errors, and only after the caller is
 * authenticated.
 *
 * @example
 * { methods: ["POST"], matcher: "/store/wishlists", bodyParser: false, middlewares: [requireCustomer, validateBody(Wishlist)] }
 */
export const validateBody = <T>(schema: z.ZodType<T>, { limit = DEFAULT_BODY_LIMIT, otherTypes }: BodyOptions = {}): MiddlewareFunction => {
  const parser = json({ limit })
  return answering(async (req, res, next) => {
    // `is` returns null without a body and false for another media type. It treats an empty body as a body.
    if (req.headers["content-length"] !== "0" && req.is("json") === false) {
      throw new CustomerRoleError("unsupported_media_type", otherTypes)
    }
    await read(parser, req, res, "The body is not valid JSON. Send a JSON object in UTF-8.")
    req.validatedBody = parseOrThrow<unknown>(schema, req.body ?? {})
    next()
  })
}

/** Returns a middleware that parses the query string into `req.validatedQuery`. */
export const validateQuery = (schema: z.ZodType<Record<string, unknown>>): MiddlewareFunction =>
  answering((req, _res, next) => {
    req.validatedQuery = parseOrThrow(schema, req.query)
    next()
  })
