import { z } from "@medusajs/framework/zod"
import { CustomerRoleError } from "../errors"
import type { ClerkOptions } from "../options"
import { readFromClerk } from "./read"
import { isUserMissing } from "./user"

/** The state of a session. An `inactive` one may become active again; one that is `over` never does. */
export type SessionState = "active" | "inactive" | "over"

const sessionSchema = z.looseObject({ id: z.string(), user_id: z.string(), status: z.string() })

const OVER = ["abandoned", "ended", "expired", "removed", "replaced", "revoked"]

/**
 * Returns the state of a user's session at Clerk. A session that Clerk does not know is `inactive` rather than `over`: with
 * another instance's secret key, Clerk knows none of them.
 *
 * @see https://clerk.com/docs/reference/backend/sessions/get-session
 * @throws CustomerRoleError `identity_provider_unavailable`
 *
 * @example
 * const state = await fetchSessionState("sess_123", "user_123", options.clerk)
 */
export const fetchSessionState = async (sessionId: string, clerkUserId: string, options: ClerkOptions): Promise<SessionState> => {
  try {
    const { id, user_id, status } = sessionSchema.parse(await readFromClerk(`/sessions/${encodeURIComponent(sessionId)}`, options))
    if (id !== sessionId) {
      throw new CustomerRoleError("identity_provider_unavailable")
    }
    if (status === "active" && user_id === clerkUserId) {
      return "active"
    }
    return OVER.includes(status) ? "over" : "inactive"
  } catch (error) {
    if (isUserMissing(error)) {
      return "inactive"
    }
    throw new CustomerRoleError("identity_provider_unavailable")
  }
}
