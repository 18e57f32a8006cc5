import { createClerkClient, type ClerkClient } from "@clerk/backend"
import type { ClerkOptions } from "../options"

/** A shopper waits for the answer. */
const DEADLINE_MS = 8_000

const clients = new WeakMap<ClerkOptions, ClerkClient>()

/** The Backend API client of these options, made once. */
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

/** Rejects where Clerk takes too long: its SDK waits for as long as the connection stays open. */
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
