import { createPublicKey } from "node:crypto"
import { isClerkAPIResponseError } from "@clerk/backend/errors"
import type { ClerkOptions } from "../options"
import { messageOf } from "../text/message-of"
import { clerkClient, withDeadline } from "./client"

/** What Clerk says of its instance. */
export type InstanceState =
  /** `knowsJwtKey` is whether the configured public key is one of the instance's; `true` if none is configured. */
  { state: "reached"; users: number; knowsJwtKey: boolean } | { state: "refused" } | { state: "away"; reason: string }

const REFUSED = new Set([401, 403])

/**
 * Asks Clerk whether it accepts the secret key, and which keys sign its tokens.
 *
 * @example
 * await readInstance(options.clerk) // { state: "reached", users: 412, knowsJwtKey: true }
 */
export const readInstance = async (options: ClerkOptions): Promise<InstanceState> => {
  const { users: userApi, jwks } = clerkClient(options)
  try {
    const [users, { keys = [] }] = await Promise.all([withDeadline(userApi.getCount()), withDeadline(jwks.getJwks())])
    const modulus = options.jwtKey && createPublicKey(options.jwtKey).export({ format: "jwk" }).n
    return { state: "reached", users, knowsJwtKey: !modulus || keys.some((key) => "n" in key && key.n === modulus) }
  } catch (error) {
    return isClerkAPIResponseError(error) && REFUSED.has(error.status) ? { state: "refused" } : { state: "away", reason: messageOf(error) }
  }
}
