import { invalidParam, unknownParam } from "./errors"
import type { ClerkUserJson } from "./user-json"

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 500
const MAX_VALUES = 100

const FILTERS = ["email_address", "user_id", "query", "created_at_after", "created_at_before"]
const PAGING = ["limit", "offset", "order_by"]

type OrderKey = (user: ClerkUserJson) => number | string

const ORDER_KEYS = new Map<string, OrderKey>([
  ["created_at", (user) => user.created_at],
  ["updated_at", (user) => user.updated_at],
  ["last_sign_in_at", (user) => user.last_sign_in_at ?? 0],
  ["last_active_at", (user) => user.last_active_at ?? 0],
  ["email_address", (user) => user.email_addresses[0]?.email_address ?? ""],
  ["first_name", (user) => user.first_name ?? ""],
  ["last_name", (user) => user.last_name ?? ""],
])

/** Answers `GET /v1/users`. What it gives is no copy: it is there to be sent, not to be changed. */
export type UserQueries = {
  /**
   * The users that match, newest first, ten of them, unless the query says otherwise.
   *
   * @throws 422 for a value that Clerk does not take, and `form_param_unknown` for a filter that the stand-in does not
   * have: silently ignored, it would give another answer than Clerk's.
   */
  page(query: URLSearchParams): readonly Readonly<ClerkUserJson>[]
  /** How many match. @throws as `page` does */
  count(query: URLSearchParams): number
}

/**
 * Queries over users who change in the meantime. An order is kept as long as no change concerns it, so that paging
 * through many users sorts them once.
 *
 * @param users - by id, in the order of creation, which decides between equals
 * @example
 * const queries = createUserQueries(users);
 * queries.page(new URLSearchParams("order_by=-updated_at&limit=100&offset=100"));
 */
export function createUserQueries(users: ReadonlyMap<string, { json: ClerkUserJson }>): UserQueries & {
  /** Call it after every change. `before` is undefined for a new user, `after` for a deleted one. */
  changed(before: ClerkUserJson | undefined, after: ClerkUserJson | undefined): void
} {
  const orders = new Map<string, string[]>()

  const idsBy = (name: string, key: OrderKey): string[] => {
    const known = orders.get(name)
    if (known) {
      return known
    }
    const ids = [...users.values()]
      .map(({ json }) => ({ id: json.id, key: key(json) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ id }) => id)
    orders.set(name, ids)
    return ids
  }

  return {
    page(query) {
      const matches = matcher(query)
      const limit = Math.min(Math.max(integer(query, "limit", DEFAULT_LIMIT), 1), MAX_LIMIT)
      const { name, key, descending } = order(query.get("order_by") ?? "-created_at")
      const ids = idsBy(name, key)
      const found: ClerkUserJson[] = []
      let skip = Math.max(integer(query, "offset", 0), 0)
      for (let index = 0; index < ids.length && found.length < limit; index++) {
        const user = users.get(ids[descending ? ids.length - 1 - index : index] ?? "")?.json
        if (user && matches(user) && --skip < 0) {
          found.push(user)
        }
      }
      return found
    },
    count(query) {
      const matches = matcher(query)
      let count = 0
      for (const { json } of users.values()) {
        count += matches(json) ? 1 : 0
      }
      return count
    },
    changed(before, after) {
      for (const [name, key] of ORDER_KEYS) {
        if (!before || !after || key(before) !== key(after)) {
          orders.delete(name)
        }
      }
    },
  }
}

function matcher(query: URLSearchParams): (user: ClerkUserJson) => boolean {
  for (const name of query.keys()) {
    const plain = name.replace(/\[\]$/, "")
    if (![...FILTERS, ...PAGING].includes(plain)) {
      throw unknownParam(plain)
    }
  }
  const emails = new Set(values(query, "email_address").map((email) => email.toLowerCase()))
  const ids = new Set(values(query, "user_id"))
  const text = query.get("query")?.toLowerCase()
  const after = integer(query, "created_at_after", -Infinity)
  const before = integer(query, "created_at_before", Infinity)
  return (user) =>
    user.created_at > after &&
    user.created_at < before &&
    (ids.size === 0 || ids.has(user.id)) &&
    (emails.size === 0 || emailsOf(user).some((email) => emails.has(email))) &&
    (!text || searchable(user).some((field) => field.includes(text)))
}

function order(orderBy: string): { name: string; key: OrderKey; descending: boolean } {
  // A "+" that was not escaped arrives as a space.
  const [, sign, name = ""] = /^([-+ ]?)(\w+)$/.exec(orderBy) ?? []
  const key = ORDER_KEYS.get(name)
  if (!key) {
    throw invalidParam("order_by", `one of ${[...ORDER_KEYS.keys()].join(", ")}, with + or - before it`)
  }
  return { name, key, descending: sign === "-" }
}

function values(query: URLSearchParams, name: string): string[] {
  const all = [...query.getAll(name), ...query.getAll(`${name}[]`)]
  if (all.length > MAX_VALUES) {
    throw invalidParam(name, `a list of at most ${MAX_VALUES}`)
  }
  return all
}

function integer(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name)
  if (text === null) {
    return fallback
  }
  if (!/^-?\d{1,15}$/.test(text)) {
    throw invalidParam(name, "an integer")
  }
  return Number(text)
}

function emailsOf(user: ClerkUserJson): string[] {
  return user.email_addresses.map((address) => address.email_address.toLowerCase())
}

function searchable(user: ClerkUserJson): string[] {
  return [user.id, user.first_name ?? "", user.last_name ?? "", ...emailsOf(user)].map((field) => field.toLowerCase())
}
