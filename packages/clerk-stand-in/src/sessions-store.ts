import { notFound } from "./errors";
import { newId } from "./secrets";

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000;
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;

/** A session as Clerk's Backend API shows it. Times in milliseconds. */
export type ClerkSessionJson = {
  id: string;
  object: "session";
  client_id: string;
  user_id: string;
  status: "active" | "revoked";
  actor: null;
  last_active_at: number;
  last_active_organization_id: null;
  expire_at: number;
  abandon_at: number;
  created_at: number;
  updated_at: number;
};

export type SessionsStore = {
  create(userId: string): ClerkSessionJson;
  /** @throws 404 where there is no such session, or it was revoked. */
  getActive(id: string): ClerkSessionJson;
  /** Ends all sessions of a user, as a ban and a deletion do. */
  revokeAll(userId: string): void;
};

/**
 * Sessions in memory; they do not outlive the process.
 *
 * @example
 * const session = createSessionsStore().create("user_1");
 */
export function createSessionsStore(): SessionsStore {
  const sessions = new Map<string, ClerkSessionJson>();
  return {
    create(userId) {
      const now = Date.now();
      const session: ClerkSessionJson = {
        id: newId("sess"),
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
      };
      sessions.set(session.id, session);
      return session;
    },
    getActive(id) {
      const session = sessions.get(id);
      if (session?.status !== "active") {
        throw notFound("Session", id);
      }
      return session;
    },
    revokeAll(userId) {
      for (const session of sessions.values()) {
        if (session.user_id === userId) {
          session.status = "revoked";
          session.updated_at = Date.now();
        }
      }
    },
  };
}
