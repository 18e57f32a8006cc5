import { notFound } from "./errors"
import { cloneJson } from "./json"
import { hashPassword, isPassword } from "./passwords"
import type { ClerkUserInput, ClerkUserJson, ClerkUserPatch } from "./user-json"
import { newUserJson, patchedUserJson } from "./user-json"
import { createUserQueries, type UserQueries } from "./user-query"

export type StoredUser = { json: ClerkUserJson; password_hash: string | null }

export type DeletedUserJson = { id: string; object: "user"; deleted: true }

export type UserEvent = { type: "user.created" | "user.updated"; data: ClerkUserJson } | { type: "user.deleted"; data: DeletedUserJson }

/** The users of the stand-in. What is returned is a copy; ids that do not exist throw Clerk's 404. */
export type ClerkStandInUsers = {
  /** @throws where the id is in use. An email may be used twice here, which Clerk's API refuses. */
  create(input: ClerkUserInput): ClerkUserJson
  /** @throws where `updated_at` is given and does not move forward. */
  update(id: string, patch: ClerkUserPatch): ClerkUserJson
  ban(id: string): ClerkUserJson
  unban(id: string): ClerkUserJson
  lock(id: string): ClerkUserJson
  unlock(id: string): ClerkUserJson
  delete(id: string): DeletedUserJson
  get(id: string): ClerkUserJson | undefined
  /** In the order of creation. */
  list(): ClerkUserJson[]
  /** Ignores case. */
  findByEmail(email: string): ClerkUserJson | undefined
}

export type UsersStore = ClerkStandInUsers &
  UserQueries & {
    /** Adds what is not there yet, by id or email, without events; a single change, however many they are. */
    seed(inputs: ClerkUserInput[]): void
    hasPassword(id: string, password: string): boolean
    /** Moves `last_sign_in_at`; like Clerk's, no update of the user. */
    recordSignIn(id: string): void
    /** Everything, for the state file. */
    snapshot(): StoredUser[]
  }

/**
 * Users in memory.
 *
 * @param stored - users of an earlier run
 * @param onEvent - called after each change that Clerk sends a webhook for
 * @param onChange - called after each change
 * @example
 * const users = createUsersStore({ stored: [], onEvent: webhooks.emit, onChange: save });
 * users.ban(users.create({ email: "ada@example.com" }).id);
 */
export function createUsersStore({
  stored,
  onEvent,
  onChange,
}: {
  stored: StoredUser[]
  onEvent: (event: UserEvent) => void
  onChange: () => void
}): UsersStore {
  const users = new Map<string, StoredUser>()
  const idsByEmail = new Map<string, Set<string>>()
  const queries = createUserQueries(users)

  /** The one way in, for what is to be found by email and in order. */
  const put = (id: string, user: StoredUser | undefined): void => {
    const before = users.get(id)?.json
    for (const email of emailsOf(before)) {
      idsByEmail.get(email)?.delete(id)
    }
    for (const email of emailsOf(user?.json)) {
      idsByEmail.set(email, (idsByEmail.get(email) ?? new Set()).add(id))
    }
    if (user) {
      users.set(id, user)
    } else {
      users.delete(id)
    }
    queries.changed(before, user?.json)
  }

  for (const user of stored) {
    put(user.json.id, user)
  }

  const find = (id: string): StoredUser => {
    const user = users.get(id)
    if (!user) {
      throw notFound("User", id)
    }
    return user
  }

  const findByEmail = (email: string): ClerkUserJson | undefined => {
    const ids = [...(idsByEmail.get(email.toLowerCase()) ?? [])]
    // Of several, the one that was created first.
    const id = ids.length > 1 ? [...users.keys()].find((candidate) => ids.includes(candidate)) : ids[0]
    return cloneJsonOrUndefined(users.get(id ?? "")?.json)
  }

  const add = (input: ClerkUserInput): ClerkUserJson => {
    const json = newUserJson(input, Date.now())
    if (users.has(json.id)) {
      throw new Error(`clerk-stand-in: there is a user with id ${json.id} already.`)
    }
    put(json.id, { json, password_hash: input.password === undefined ? null : hashPassword(input.password) })
    return json
  }

  const update = (id: string, patch: ClerkUserPatch): ClerkUserJson => {
    const user = find(id)
    const updatedAt = patch.updated_at ?? Math.max(Date.now(), user.json.updated_at + 1)
    if (updatedAt <= user.json.updated_at) {
      throw new Error(`clerk-stand-in: updated_at of ${id} must be later than ${user.json.updated_at}.`)
    }
    const json = patchedUserJson(user.json, patch, updatedAt)
    put(id, {
      json,
      password_hash: patch.password === undefined ? user.password_hash : hashPassword(patch.password),
    })
    onChange()
    onEvent({ type: "user.updated", data: cloneJson(json) })
    return cloneJson(json)
  }

  return {
    page: queries.page,
    count: queries.count,
    create(input) {
      const json = add(input)
      onChange()
      onEvent({ type: "user.created", data: cloneJson(json) })
      return cloneJson(json)
    },
    update,
    ban: (id) => update(id, { banned: true }),
    unban: (id) => update(id, { banned: false }),
    lock: (id) => update(id, { locked: true }),
    unlock: (id) => update(id, { locked: false }),
    delete(id) {
      find(id)
      put(id, undefined)
      onChange()
      const deleted: DeletedUserJson = { id, object: "user", deleted: true }
      onEvent({ type: "user.deleted", data: deleted })
      return { ...deleted }
    },
    get: (id) => cloneJsonOrUndefined(users.get(id)?.json),
    list: () => [...users.values()].map(({ json }) => cloneJson(json)),
    findByEmail,
    seed(inputs) {
      for (const input of inputs) {
        const known = (input.id && users.has(input.id)) || (input.email && findByEmail(input.email))
        if (!known) {
          add(input)
        }
      }
      onChange()
    },
    hasPassword(id, password) {
      const { password_hash } = find(id)
      return password_hash !== null && isPassword(password, password_hash)
    },
    recordSignIn(id) {
      const user = find(id)
      const now = Date.now()
      put(id, { ...user, json: { ...user.json, last_sign_in_at: now, last_active_at: now } })
      onChange()
    },
    snapshot: () => [...users.values()],
  }
}

function emailsOf(user: ClerkUserJson | undefined): string[] {
  return user?.email_addresses.map((address) => address.email_address.toLowerCase()) ?? []
}

function cloneJsonOrUndefined<T>(value: T | undefined): T | undefined {
  return value === undefined ? undefined : cloneJson(value)
}
