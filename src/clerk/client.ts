import { createClerkClient, type ClerkClient } from "@clerk/backend"
import type { ClerkOptions } from "../options"

/** Short, because a shopper waits for the answer. */
const DEADLINE_MS = 8_000

const clients = new WeakMap<ClerkOptions, ClerkClient>()

/** Returns the Backend API client for these options, and creates it once. */
export const clerkClient = (options: ClerkOptions): ClerkClient => {
  const known = clients.get(options)
  if (known) {
    return known
  }
  const client = createClerkClient({
    secretKey: options.secretKey,
    apiUrl: options.apiUrl,
    telemetry: { disabled: true },
  })
  clients.set(options, client)
  return client
}

/** Rejects if Clerk takes too long. Clerk's SDK itself waits as long as the connection stays open. */
export const withDeadline = async <T>(answer: Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Clerk did not answer in time.")), deadlineMs)
  })
  try {
    return await Promise.race([answer, deadline])
  } finally {
    clearTimeout(timer)
  }
}
