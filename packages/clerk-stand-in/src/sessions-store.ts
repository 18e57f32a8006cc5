import { notFound } from "./errors"
import { newId } from "./secrets"

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000

/** How a session ends: the user signs out of it, out of the whole browser, or somebody else ends it. */
export type ClerkSessionEnd = "ended" | "removed" | "revoked"

export type SessionEventType = `session.${"created" | ClerkSessionEnd}`

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
  /** Begins a session as a sign-in does, and sends `session.created`. @param clientId - the browser's */
  begin(userId: string, clientId?: string): ClerkSessionJson
  /** Begins a session; one that was begun under this id already stays as it is. @default a fresh `sess_…` */
  create(userId: string, id?: string): ClerkSessionJson
  /** @throws 404 where there is no such session, or it was revoked. */
  getActive(id: string): ClerkSessionJson
  /** The active sessions of a user or of a browser, the oldest first. */
  active(of: { userId: string } | { clientId: string }): ClerkSessionJson[]
  /** Notes that the session is in use. */
  touch(id: string): void
  /** Ends all sessions of a user, as a ban and a deletion do. */
  revokeAll(userId: string): void
}

/**
 * Sessions in memory; they do not outlive the process.
 *
 * @param onEvent - called for each session that begins or ends
 * @example
 * const session = createSessionsStore().create("user_1");
 */
export function createSessionsStore(onEvent: (type: SessionEventType, session: ClerkSessionJson) => void = () => undefined): SessionsStore {
  const sessions = new Map<string, ClerkSessionJson>()
  const getActive = (id: string): ClerkSessionJson => {
    const session = sessions.get(id)
    if (session?.status !== "active") {
      throw notFound("Session", id)
    }
    return session
  }
  const add = (userId: string, id: string, clientId: string): ClerkSessionJson => {
    const now = Date.now()
    const session: ClerkSessionJson = {
      id,
      object: "session",
      client_id: clientId,
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
  }
  return {
    create: (userId, id = newId("sess")) => sessions.get(id) ?? add(userId, id, newId("client")),
    begin(userId, clientId = newId("client")) {
      const session = add(userId, newId("sess"), clientId)
      onEvent("session.created", session)
      return session
    },
    active: (of) =>
      [...sessions.values()].filter(
        (session) => session.status === "active" && ("userId" in of ? session.user_id === of.userId : session.client_id === of.clientId)
      ),
    touch(id) {
      getActive(id).last_active_at = Date.now()
    },
    get: (id) => sessions.get(id),
    getActive,
    end(id, how = "ended") {
      const session = getActive(id)
      session.status = how
      session.updated_at = Date.now()
      onEvent(`session.${how}`, session)
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
