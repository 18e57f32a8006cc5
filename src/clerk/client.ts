import { createClerkClient, type ClerkClient } from "@clerk/backend"
import type { ClerkOptions } from "../options"

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
