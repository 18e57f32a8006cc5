import { notFound } from "./errors"
import { newId } from "./secrets"

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000

/** How a session ends: the user signs out of it, out of the whole browser, or somebody else ends it. */
export type ClerkSessionEnd = "ended" | "removed" | "revoked"

/** A session as Clerk's Backend API shows it. Times in milliseconds. */
export type ClerkSessionJson = {
  id: string
  object: "session"
  client_id: string
  user_id: string
  status: "active" | ClerkSessionEnd
  actor: null
  last_active_at: number
  last_active_organization_id: null
  expire_at: number
  abandon_at: number
  created_at: number
  updated_at: number
}

export type ClerkStandInSessions = {
  get(id: string): ClerkSessionJson | undefined
  /** Ends a session and sends `session.ended`, `session.removed` or `session.revoked`. @throws 404 as `getActive`. */
  end(id: string, how?: ClerkSessionEnd): ClerkSessionJson
}

export type SessionsStore = ClerkStandInSessions & {
  /** Begins a session; one that was begun under this id already stays as it is. @default a fresh `sess_…` */
  create(userId: string, id?: string): ClerkSessionJson
  /** @throws 404 where there is no such session, or it was revoked. */
  getActive(id: string): ClerkSessionJson
  /** Ends all sessions of a user, as a ban and a deletion do. */
  revokeAll(userId: string): void
}

/**
 * Sessions in memory; they do not outlive the process.
 *
 * @param onEnd - told of each session that `end` ends
 * @example
 * const session = createSessionsStore().create("user_1");
 */
export function createSessionsStore(onEnd: (session: ClerkSessionJson) => void = () => undefined): SessionsStore {
  const sessions = new Map<string, ClerkSessionJson>()
  const getActive = (id: string): ClerkSessionJson => {
    const session = sessions.get(id)
    if (session?.status !== "active") {
      throw notFound("Session", id)
    }
    return session
  }
  return {
    create(userId, id = newId("sess")) {
      const known = sessions.get(id)
      if (known) {
        return known
      }
      const now = Date.now()
      const session: ClerkSessionJson = {
        id,
        object: "session",
        client_id: newId("client"),
        user_id: userId,
        status: "active",
        actor: null,
        last_active_at: now,
        last_active_organization_id: null,
        expire_at: now + SEVEN_DAYS,
        abandon_at: now + THIRTY_DAYS,
        created_at: now,
        updated_at: now,
      }
      sessions.set(session.id, session)
      return session
    },
    get: (id) => sessions.get(id),
    getActive,
    end(id, how = "ended") {
      const session = getActive(id)
      session.status = how
      session.updated_at = Date.now()
      onEnd(session)
      return session
    },
    revokeAll(userId) {
      for (const session of sessions.values()) {
        if (session.user_id === userId) {
          session.status = "revoked"
          session.updated_at = Date.now()
        }
      }
    },
  }
}
