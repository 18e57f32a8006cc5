import { ClerkAPIResponseError } from "@clerk/backend/errors"
import { z } from "@medusajs/framework/zod"
import type { ClerkOptions } from "../options"

const API_URL = "https://api.clerk.com"

/** The version of Clerk's Backend API that its SDK uses. */
const API_VERSION = "2026-05-12"

/** Short, because a shopper waits for the answer. */
const DEADLINE_MS = 8_000

const refusalSchema = z.looseObject({
  errors: z.array(z.looseObject({ code: z.string(), message: z.string().default("") })),
})

/**
 * Reads from Clerk's Backend API while a shopper waits. Aborts a request that is not answered in time. Clerk's SDK would
 * hold the connection for minutes, one for each shopper.
 *
 * @see https://clerk.com/docs/reference/backend-api
 * @throws ClerkAPIResponseError if Clerk refuses, and whatever `fetch` throws
 *
 * @example
 * const json = await readFromClerk("/users/user_123", options.clerk)
 */
export const readFromClerk = async (path: string, options: ClerkOptions, deadlineMs = DEADLINE_MS): Promise<unknown> => {
  const response = await fetch(`${(options.apiUrl ?? API_URL).replace(/\/+$/, "")}/v1${path}`, {
    headers: { authorization: `Bearer ${options.secretKey}`, "clerk-api-version": API_VERSION },
    signal: AbortSignal.timeout(deadlineMs),
  })
  const body: unknown = await response.json()
  if (!response.ok) {
    const refusal = refusalSchema.safeParse(body)
    throw new ClerkAPIResponseError("Clerk refused the request.", { status: response.status, data: refusal.data?.errors ?? [] })
  }
  return body
}
