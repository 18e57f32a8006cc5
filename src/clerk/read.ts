import { ClerkAPIResponseError } from "@clerk/backend/errors"
import { z } from "@medusajs/framework/zod"
import type { ClerkOptions } from "../options"

const API_URL = "https://api.clerk.com"

/** The version of Clerk's Backend API that its SDK speaks. */
const API_VERSION = "2026-05-12"

/** A shopper waits for the answer. */
const DEADLINE_MS = 8_000

const refusalSchema = z.looseObject({
  errors: z.array(z.looseObject({ code: z.string(), message: z.string().default("") })),
})

/**
 * Reads from Clerk's Backend API what a shopper waits for. A request that is not answered in time is aborted: Clerk's SDK
 * would hold its connection for minutes, one for each shopper.
 *
 * @see https://clerk.com/docs/reference/backend-api
 * @throws ClerkAPIResponseError where Clerk refuses, and whatever `fetch` throws
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
    throw new ClerkAPIResponseError("Clerk refuses.", { status: response.status, data: refusal.data?.errors ?? [] })
  }
  return body
}
